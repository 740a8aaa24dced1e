// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import io.trace2skill.async.AsyncFunction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that take a fixed time and no thread, as those to a server do. Thread-safe. */
final class TimedCalls<Q> implements AsyncFunction<Q, byte[]> {

  private final int latencyMs;
  private final int resultBytes;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "calls");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  /**
   * @param latencyMs how long a call takes; 0 answers at once, on the caller's thread
   * @param resultBytes size of an answer
   */
  TimedCalls(int latencyMs, int resultBytes) {
    this.latencyMs = latencyMs;
    this.resultBytes = resultBytes;
  }

  @Override
  public CompletionStage<byte[]> start(Q request) {
    if (latencyMs == 0) {
      return CompletableFuture.completedFuture(Stamp.result(resultBytes));
    }
    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
    CompletableFuture<byte[]> call = new CompletableFuture<>();
    ScheduledFuture<?> unused =
        timer.schedule(() -> answer(call), latencyMs, TimeUnit.MILLISECONDS);
    return call;
  }

  private void answer(CompletableFuture<byte[]> call) {
    running.decrementAndGet();
    call.complete(Stamp.result(resultBytes));
  }

  /** Returns the most calls that ran at a time. */
  int peak() {
    return peak.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
