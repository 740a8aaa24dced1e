// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;

/**
 * How often a call is repeated that failed in a way that may pass, and after which wait: a random
 * part of a bound that doubles from {@code firstWait} to {@code longestWait}.
 *
 * @param attempts all attempts of a call, the first included; at least 1. Failures of an outage do
 *     not count
 * @param firstWait bound of the wait before the second attempt; positive
 * @param longestWait largest bound; at least {@code firstWait}
 * @param attemptsWhileDown attempts of one call that the endpoint may fail during outages before
 *     the call is given up; at least 1. It ends calls that bring the endpoint down themselves;
 *     attempts without a connection never count
 */
public record Retries(
    int attempts, Duration firstWait, Duration longestWait, int attemptsWhileDown) {

  /** Six attempts, waits of up to 0.5 s to 30 s, 20 attempts while down. */
  public static final Retries DEFAULT =
      new Retries(6, Duration.ofMillis(500), Duration.ofSeconds(30), 20);

  public Retries {
    if (attempts < 1 || attemptsWhileDown < 1) {
      throw new IllegalArgumentException("a call has at least one attempt");
    }
    if (firstWait.toMillis() < 1 || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "waits must be positive and the longest not shorter than the first");
    }
  }

  /** Returns the same waits for that many attempts. */
  public Retries withAttempts(int all) {
    return new Retries(all, firstWait, longestWait, attemptsWhileDown);
  }

  /** Returns the bound of the wait after that many attempts, at least 1. */
  Duration bound(int attemptsMade) {
    return Backoff.bound(firstWait, longestWait, attemptsMade);
  }
}
