// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.async.RetryableException;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.LlmException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the stage which failures may pass. An endpoint that failed and a disk that failed are tried
 * again; what else a model call can fail with is not.
 */
final class Failures {

  private Failures() {}

  /** Returns what the analysis fails with. An {@link LlmException} is it or is its cause. */
  static Throwable forStage(Throwable error) {
    if (error instanceof EndpointFailedException failed) {
      return new RetryableException(
          String.valueOf(failed.getMessage()), failed, failed.retryAfter().orElse(null));
    }
    return error instanceof UncheckedIOException e && e.getCause() != null ? e.getCause() : error;
  }

  /** Returns what lies under the wrapping of futures. */
  static Throwable cause(@Nullable Throwable error) {
    Throwable cause = Objects.requireNonNull(error, "neither a value nor an error");
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
