// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A function whose calls end when and how the test says. */
final class FakeCalls<Q, R> implements AsyncFunction<Q, R> {

  final List<Q> started = new ArrayList<>();
  private final List<CompletableFuture<R>> futures = new ArrayList<>();

  @Override
  public CompletionStage<R> start(Q request) {
    CompletableFuture<R> future = new CompletableFuture<>();
    started.add(request);
    futures.add(future);
    return future;
  }

  void succeed(int call, R result) {
    futures.get(call).complete(result);
  }

  void fail(int call, Throwable failure) {
    futures.get(call).completeExceptionally(failure);
  }

  boolean isCancelled(int call) {
    return futures.get(call).isCancelled();
  }
}
