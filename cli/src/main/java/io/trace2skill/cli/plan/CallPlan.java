// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.plan;

import java.math.BigDecimal;
import java.util.List;

/**
 * About what a run would take of a model.
 *
 * @param trajectories that were read
 * @param learnedFrom those of them that the signals let through
 * @param lines by purpose
 * @param cost of all lines, in the currency of the prices; 0 without prices
 */
public record CallPlan(long trajectories, long learnedFrom, List<Line> lines, BigDecimal cost) {

  public CallPlan {
    lines = List.copyOf(lines);
  }

  /**
   * About what one purpose takes.
   *
   * @param purpose in words
   */
  public record Line(String purpose, long calls, long promptTokens, long completionTokens) {

    Line plus(long moreCalls, long morePromptTokens, long moreCompletionTokens) {
      return new Line(
          purpose,
          calls + moreCalls,
          promptTokens + morePromptTokens,
          completionTokens + moreCompletionTokens);
    }
  }
}
