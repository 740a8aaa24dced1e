// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into typed failures whose messages are fit for logs. */
final class Failures {

  private final Scrubber scrubber;

  Failures(Scrubber scrubber) {
    this.scrubber = scrubber;
  }

  /** Returns what an answer with a status other than 2xx means. Endpoints bill none of them. */
  LlmException ofStatus(int status, ErrorBody error, @Nullable Duration retryAfter) {
    String message = "status " + status + words(error.message());
    if (status >= 400 && error.meansTooLong(status)) {
      return new ContextLengthException(
          "the request is longer than the model's context: " + message, Usage.NONE);
    }
    if (status == 429 && error.meansNoMoney()) {
      return new RequestRefusedException(
          status, "the account at the endpoint is used up: " + message, Usage.NONE);
    }
    if (status < 400) {
      return new RequestRefusedException(
          status,
          "the endpoint redirects, which is not followed; correct the base URL: " + message,
          Usage.NONE);
    }
    FailureKind kind = kindOf(status);
    return kind == null
        ? new RequestRefusedException(
            status, "the endpoint refuses the request: " + message, Usage.NONE)
        : endpoint(kind, "the endpoint failed: " + message, retryAfter, Usage.NONE);
  }

  /** Returns the failure of an endpoint; the message is scrubbed here. */
  EndpointFailedException endpoint(
      FailureKind kind, String message, @Nullable Duration retryAfter, Usage usage) {
    String scrubbed = scrubber.scrub(message);
    return new EndpointFailedException(
        scrubbed, new EndpointFault(kind, scrubbed), retryAfter, usage);
  }

  private String words(String message) {
    String scrubbed = scrubber.scrub(message);
    return scrubbed.isEmpty() ? "" : ": " + scrubbed;
  }

  private static @Nullable FailureKind kindOf(int status) {
    if (status >= 500) {
      return FailureKind.SERVER_ERROR;
    }
    return switch (status) {
      case 429 -> FailureKind.RATE_LIMITED;
      case 408, 409, 425 -> FailureKind.NOT_NOW;
      default -> null;
    };
  }
}
