// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request that was sent ended.
 *
 * @param usage what it used up, with its price
 * @param failure why there is no reply, empty when there is one
 */
record Outcome(Usage usage, Optional<Throwable> failure) {

  static Outcome of(@Nullable Throwable failure, Usage usage) {
    return new Outcome(usage, Optional.ofNullable(failure));
  }

  boolean answered() {
    return failure.isEmpty();
  }

  /** Returns whether nobody waited for the end. */
  boolean cancelled() {
    return failure.filter(end -> !(end instanceof LlmException)).isPresent();
  }

  /** Returns how the endpoint failed, empty when it answered, be it with a refusal. */
  Optional<EndpointFault> fault() {
    return failure.flatMap(EndpointFault::of);
  }

  /** Returns whether the endpoint answered, be it with a refusal. */
  boolean endpointWorks() {
    return !cancelled() && !endpointSeemsDown();
  }

  /** Returns whether the endpoint seems to be down. */
  boolean endpointSeemsDown() {
    return fault().filter(fault -> fault.kind().meansDown()).isPresent();
  }

  /** Returns how long the endpoint asked to wait. */
  Optional<Duration> retryAfter() {
    return failure.flatMap(
        end ->
            end instanceof EndpointFailedException failed ? failed.retryAfter() : Optional.empty());
  }
}
