// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.OptionalLong;

/**
 * How much may be asked of an endpoint at once and in any 60 seconds. What is over waits its turn,
 * first come first served.
 *
 * @param inFlight requests that run at once; 1 to 10,000. Fewer run while the endpoint answers many
 *     of them with status 429
 * @param requestsPerMinute positive
 * @param tokensPerMinute sent and received together, estimated before and corrected after a call;
 *     positive. A request that is larger passes alone
 */
public record Limits(int inFlight, OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {

  /** 128 requests at once and no rate. */
  public static final Limits DEFAULT = new Limits(128, OptionalLong.empty(), OptionalLong.empty());

  private static final int MOST_IN_FLIGHT = 10_000;

  public Limits {
    if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "inFlight must be 1 to " + MOST_IN_FLIGHT + ": " + inFlight);
    }
    if (requestsPerMinute.orElse(1) < 1 || tokensPerMinute.orElse(1) < 1) {
      throw new IllegalArgumentException("a limit per minute must be positive");
    }
  }

  /** Returns the same rates with that many requests at once. */
  public Limits withInFlight(int requests) {
    return new Limits(requests, requestsPerMinute, tokensPerMinute);
  }
}
