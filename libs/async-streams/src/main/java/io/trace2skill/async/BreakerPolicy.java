// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.time.Duration;

/**
 * Says when a stage stops calling an endpoint that is down, instead of burning its backlog into
 * failures. After so many retryable failures in a row, over all tasks of the instance, no call
 * starts until the back-off is over; then one call probes. A success, or a failure that is not
 * retryable, shows that the endpoint answers, and everybody goes on; a retryable failure doubles
 * the back-off.
 *
 * <p>Retryable failures that end while the stage does not call, the one that stopped it and the
 * probes included, do not count against {@link RetryPolicy#maxAttempts}. So nothing fails for good
 * because the endpoint was down, however long. The price: requests that always fail retryably keep
 * probing, as long as nothing else is there to show that the endpoint answers.
 *
 * @param failures the retryable failures in a row that stop the stage; more than {@link
 *     RetryPolicy#maxAttempts}, so that one bad request alone cannot do it
 * @param initialBackoff the time before the first probe; positive
 * @param maxBackoff the longest time between probes; at least {@code initialBackoff}
 */
public record BreakerPolicy(int failures, Duration initialBackoff, Duration maxBackoff) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is out of its range
   */
  public BreakerPolicy {
    if (failures < 1) {
      throw new IllegalArgumentException("failures must be at least 1: " + failures);
    }
    if (initialBackoff.isNegative() || initialBackoff.isZero()) {
      throw new IllegalArgumentException("initialBackoff must be positive: " + initialBackoff);
    }
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          "maxBackoff " + maxBackoff + " is shorter than initialBackoff " + initialBackoff);
    }
  }

  /** Returns the policy that never stops calling. */
  public static BreakerPolicy off() {
    return new BreakerPolicy(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  /**
   * Returns the usual policy: probes after 1 s, 2 s, 4 s and so on up to 30 s.
   *
   * @param failures the retryable failures in a row that stop the stage
   */
  public static BreakerPolicy after(int failures) {
    return new BreakerPolicy(failures, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  /** Returns how long to wait for the next probe, after so many stops in a row, at least 1. */
  Duration backoff(int stops) {
    double doubled = initialBackoff.toMillis() * Math.pow(2, stops - 1.0);
    return Duration.ofMillis(
        Math.max(1, Math.round(Math.min(doubled, (double) maxBackoff.toMillis()))));
  }
}
