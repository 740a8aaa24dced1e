// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that may pass: the service is overloaded, restarts, or asks for patience. Functions
 * throw it (or fail with it) to have the call repeated.
 */
public final class RetryableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /** Creates a failure that is repeated after the policy's usual back-off. */
  public RetryableException(String message, @Nullable Throwable cause) {
    this(message, cause, null);
  }

  /**
   * Creates a failure that is repeated after the time that the service asked for.
   *
   * @param retryAfter the least time to wait (as in HTTP's {@code Retry-After}), or null when the
   *     service did not say
   */
  public RetryableException(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns the least time to wait before the next attempt, if the service named one. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
