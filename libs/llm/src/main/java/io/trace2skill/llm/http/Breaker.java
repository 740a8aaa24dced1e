// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;

/**
 * When an endpoint counts as down, and how it is probed then.
 *
 * @param threshold failures in a row that mean it is down: no connection, a broken one, status 500
 *     and above, time-outs; at least 1
 * @param firstWait before the first probe; positive. The wait doubles with every failed one
 * @param longestWait between probes; at least {@code firstWait}
 */
public record Breaker(int threshold, Duration firstWait, Duration longestWait) {

  /** Five failures in a row; probes after 1 s to 30 s. */
  public static final Breaker DEFAULT =
      new Breaker(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

  public Breaker {
    if (threshold < 1) {
      throw new IllegalArgumentException("the threshold must be at least 1: " + threshold);
    }
    if (firstWait.toMillis() < 1 || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "waits must be positive and the longest not shorter than the first");
    }
  }

  /** Returns the same probes with a threshold that leaves a lone call an attempt for a probe. */
  Breaker below(int attempts) {
    return new Breaker(Math.max(1, Math.min(threshold, attempts - 1)), firstWait, longestWait);
  }
}
