// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.OptionalLong;

/**
 * What a client may use up in its life. A call whose estimate does not fit in is not sent.
 *
 * @param calls requests; positive
 * @param tokens sent and received together; positive
 * @param costMicros money in millionths of the currency of the prices; positive
 */
public record Budget(OptionalLong calls, OptionalLong tokens, OptionalLong costMicros) {

  /** No bounds. */
  public static final Budget UNLIMITED =
      new Budget(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  public Budget {
    checkPositive("calls", calls);
    checkPositive("tokens", tokens);
    checkPositive("costMicros", costMicros);
  }

  private static void checkPositive(String name, OptionalLong bound) {
    if (bound.isPresent() && bound.getAsLong() <= 0) {
      throw new IllegalArgumentException("a budget's " + name + " must be positive");
    }
  }
}
