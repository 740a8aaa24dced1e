// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint failed in a way that may pass: overload, an error of its own, a time-out, a broken
 * connection. The client has repeated the call as often as it may.
 */
public final class EndpointFailedException extends LlmException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /**
   * @param retryAfter how long the endpoint asked to wait, or null when it did not say
   */
  public EndpointFailedException(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter, Usage usage) {
    super(message, cause, usage);
    this.retryAfter = retryAfter;
  }

  /** Returns how long the endpoint asked to wait, if it said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public EndpointFailedException plus(Usage more) {
    return new EndpointFailedException(
        String.valueOf(getMessage()), getCause(), retryAfter, usage().plus(more));
  }
}
