// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

/**
 * Judges candidate answers to one task against its reference. Thread-safe, without side effects,
 * and equal candidates get equal verdicts.
 */
@FunctionalInterface
public interface Evaluator {

  /**
   * Judges one candidate. It may read a file and calculate a workbook, so never call it on a stream
   * thread.
   *
   * @param candidate what to judge, which may be hostile: whatever is wrong with it, the result is
   *     a verdict that did not pass and says why
   */
  Verdict evaluate(Candidate candidate);

  /**
   * Returns what a candidate for this evaluator has to be, as one phrase for whoever makes one:
   * {@code "a workbook file; cells 'Sheet1'!A1:B5 are compared"}. Says nothing of the reference's
   * content.
   */
  default String accepts() {
    return "an answer";
  }
}
