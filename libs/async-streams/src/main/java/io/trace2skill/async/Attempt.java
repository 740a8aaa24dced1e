// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

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
  private @Nullable CompletionStage<R> stage;

  Attempt(long sequence, Q request, Permit permit) {
    this.sequence = sequence;
    this.request = request;
    this.permit = permit;
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

  /** Keeps what the function returned, to be able to cancel it. */
  void startedAs(CompletionStage<R> stage) {
    this.stage = stage;
  }

  /** Cancels the call as far as the function supports it. */
  void cancel() {
    if (stage == null) {
      return;
    }
    try {
      stage.toCompletableFuture().cancel(true);
    } catch (RuntimeException notCancellable) {
      // The function's own affair: whatever it answers later is dropped as stale.
    }
  }
}
