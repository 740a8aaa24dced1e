// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Trajectory;
import java.util.List;
import java.util.Optional;

/**
 * A trajectory as the rules look at it: tool calls with their answers, and what the outcome was.
 *
 * @param status how it ended
 * @param calls in the order they were made
 * @param expected the calls that a correct execution makes; empty when that is unknown
 * @param findings what the evaluator found wrong
 * @param masker hides what is particular to this trajectory
 */
record TrajectoryView(
    OutcomeStatus status,
    List<Call> calls,
    Optional<List<Action>> expected,
    List<String> findings,
    Masker masker) {

  TrajectoryView {
    calls = List.copyOf(calls);
    findings = List.copyOf(findings);
  }

  static TrajectoryView of(Trajectory trajectory) {
    List<Call> calls = CallReader.read(trajectory.getSteps());
    return new TrajectoryView(
        trajectory.getOutcome().getStatus(),
        calls,
        expectedOf(trajectory),
        trajectory.getOutcome().getFindings(),
        new Masker(Names.of(calls)));
  }

  private static Optional<List<Action>> expectedOf(Trajectory trajectory) {
    if (!trajectory.getActionsAreExpected() && trajectory.getExpectedActions().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        trajectory.getExpectedActions().stream()
            .map(action -> new Action(action.getName(), Arguments.of(action.getArguments())))
            .toList());
  }

  boolean failed() {
    return status == OutcomeStatus.FAILURE;
  }

  boolean succeeded() {
    return status == OutcomeStatus.SUCCESS;
  }

  /** Returns what a lesson may say about the text, or empty when it may say nothing. */
  Optional<Observation> observe(String text) {
    return Observation.of(text, masker);
  }

  /**
   * A call that is made or expected.
   *
   * @param tool the tool's name
   * @param arguments what it is given
   */
  record Action(String tool, Arguments arguments) {}
}
