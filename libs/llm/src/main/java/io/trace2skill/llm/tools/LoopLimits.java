// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import java.time.Duration;

/**
 * How long a loop may go on. Calls that run are never cut off: the limits are looked at between
 * them, and near a limit the model is asked once more, without tools, for its answer.
 *
 * @param maxTurns most replies in which the model may call tools; positive
 * @param maxTokens most tokens, sent and received, of all calls together. The loop ends when the
 *     rest is not enough for another turn like the last one and an answer; positive
 * @param maxTime the loop ends after nine tenths of it, the rest is for the answer; positive
 */
public record LoopLimits(int maxTurns, long maxTokens, Duration maxTime) {

  public LoopLimits {
    if (maxTurns < 1 || maxTokens < 1 || maxTime.isNegative() || maxTime.isZero()) {
      throw new IllegalArgumentException(
          "the limits of turns, tokens and time must be positive: "
              + maxTurns
              + ", "
              + maxTokens
              + ", "
              + maxTime);
    }
  }
}
