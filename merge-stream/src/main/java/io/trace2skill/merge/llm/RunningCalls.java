// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import java.util.concurrent.CompletableFuture;

/** The calls that a task waits for, which end with it. Thread-safe. */
final class RunningCalls {

  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  /** Returns the call, which is cancelled with the task. */
  <T> CompletableFuture<T> track(CompletableFuture<T> call) {
    CompletableFuture<Void> unused = cancelled.thenRun(() -> call.cancel(true));
    return call;
  }

  /** Lets the calls end when the result of the task is cancelled. */
  <T> CompletableFuture<T> endWith(CompletableFuture<T> result) {
    CompletableFuture<T> unused =
        result.whenComplete(
            (value, failure) -> {
              if (result.isCancelled()) {
                cancelled.complete(null);
              }
            });
    return result;
  }
}
