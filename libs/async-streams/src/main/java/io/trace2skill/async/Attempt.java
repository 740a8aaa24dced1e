// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import io.trace2skill.async.Breaker.Admission;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One start of the function for one request, from the moment it has a permit. Identity matters: a
 * completion belongs to exactly this attempt, whatever the requests look like.
 */
final class Attempt<Q, R> {

  private final long sequence;
  private final Q request;
  private final Permit permit;
  private final Admission admission;
  private final long startedAtMs;
  private @Nullable CompletionStage<R> stage;

  Attempt(long sequence, Q request, Permit permit, Admission admission, long startedAtMs) {
    this.sequence = sequence;
    this.request = request;
    this.permit = permit;
    this.admission = admission;
    this.startedAtMs = startedAtMs;
  }

  long sequence() {
    return sequence;
  }

  Q request() {
    return request;
  }

  Permit permit() {
    return permit;
  }

  /** Returns how the breaker let it start. */
  Admission admission() {
    return admission;
  }

  long startedAtMs() {
    return startedAtMs;
  }

  /** Keeps what the function returned, to be able to cancel it. */
  void startedAs(CompletionStage<R> stage) {
    this.stage = stage;
  }

  /** Cancels the call as far as the function supports it. */
  @SuppressWarnings("CatchThrowable") // whatever the function's future does, the thread lives
  void cancel() {
    if (stage == null) {
      return;
    }
    try {
      stage.toCompletableFuture().cancel(true);
    } catch (Throwable notCancellable) {
      // The function's own affair: whatever it answers later is dropped as stale.
    }
  }
}
