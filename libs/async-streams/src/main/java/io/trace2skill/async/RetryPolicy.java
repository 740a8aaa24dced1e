// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Says which failed attempts are repeated, how often, and after which delay. The delay doubles with
 * every attempt; half of it is random, so that calls that failed together do not return together.
 *
 * @param maxAttempts all attempts of one request, the first included; at least 1
 * @param initialBackoff the delay before the second attempt; positive
 * @param maxBackoff the longest delay; at least {@code initialBackoff}. A {@link
 *     RetryableException#retryAfter} may ask for more and gets it, up to a day
 * @param retryable whether a failure may pass; it sees the function's own exception, without the
 *     wrappers of {@code java.util.concurrent}, and {@link TimeoutException} for a call that ran
 *     out of time
 */
public record RetryPolicy(
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    Predicate<? super Throwable> retryable) {

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is out of its range
   */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1: " + maxAttempts);
    }
    if (initialBackoff.isNegative() || initialBackoff.isZero()) {
      throw new IllegalArgumentException("initialBackoff must be positive: " + initialBackoff);
    }
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          "maxBackoff " + maxBackoff + " is shorter than initialBackoff " + initialBackoff);
    }
  }

  /** Returns the policy that never repeats a call. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), failure -> false);
  }

  /**
   * Returns the usual policy: {@link RetryableException}, {@link TimeoutException} and {@link
   * IOException} are repeated after 0.5 s, 1 s, 2 s and so on up to 30 s; anything else is final.
   *
   * @param maxAttempts all attempts of one request, the first included; at least 1
   */
  public static RetryPolicy transientFailures(int maxAttempts) {
    return new RetryPolicy(
        maxAttempts, Duration.ofMillis(500), Duration.ofSeconds(30), RetryPolicy::mayPass);
  }

  /** Returns whether the failure may pass. */
  boolean isRetryable(Throwable failure) {
    return retryable.test(failure);
  }

  /**
   * Returns how long to wait before the next attempt.
   *
   * @param attempts the attempts made so far, at least 1
   * @param random evenly distributed in [0, 1)
   */
  Duration delay(Throwable failure, int attempts, double random) {
    double doubled = initialBackoff.toMillis() * Math.pow(2, attempts - 1.0);
    double capped = Math.min(doubled, (double) maxBackoff.toMillis());
    Duration backoff = Duration.ofMillis(Math.max(1, Math.round(capped * (0.5 + random / 2))));
    Duration asked =
        failure instanceof RetryableException retryable
            ? retryable.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration sane = asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    return sane.compareTo(backoff) > 0 ? sane : backoff;
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof RetryableException
        || failure instanceof TimeoutException
        || failure instanceof IOException;
  }
}
