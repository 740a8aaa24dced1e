// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.avro.Trajectory;
import java.util.Optional;

/** Chooses the evaluator for a trajectory. */
public final class Evaluators {

  private Evaluators() {}

  /**
   * Returns the evaluator that the labels of the trajectory name, or else the one that fits the
   * reference it carries.
   *
   * @return empty when the trajectory carries no reference, and so nothing to judge by
   * @throws EvaluatorException when a label has a bad value, or when the reference that the labels
   *     ask for is missing or unreadable
   */
  public static Optional<Evaluator> of(Trajectory trajectory) {
    if (trajectory.getReferenceAnswer() == null) {
      return Optional.empty();
    }
    String reference = trajectory.getReferenceAnswer();
    return Optional.of(candidate -> exact(reference, candidate));
  }

  private static Verdict exact(String reference, Candidate candidate) {
    return candidate instanceof Candidate.Text text && text.text().equals(reference)
        ? Verdict.pass()
        : Verdict.fail("The text differs from the reference.");
  }
}
