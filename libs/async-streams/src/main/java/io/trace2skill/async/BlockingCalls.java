// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a blocking function on a bounded number of threads. Thread-safe. */
final class BlockingCalls<Q, R> implements AsyncFunction<Q, R> {

  private final Blocking<? super Q, ? extends R> function;
  private final CallThreads threads;

  BlockingCalls(String name, int threads, Blocking<? super Q, ? extends R> function) {
    this.function = function;
    this.threads = new CallThreads(name, threads);
  }

  @Override
  public CompletionStage<R> start(Q request) {
    WorkerCall call = new WorkerCall(request);
    threads.execute(call);
    return call;
  }

  /** Interrupts what runs and waits a moment for the threads to end. */
  @Override
  public void close() {
    threads.close();
  }

  /** A future whose cancellation reaches the thread that works on it. */
  private final class WorkerCall extends CompletableFuture<R> implements Runnable {

    private final FutureTask<R> work;
    private final CallThreads.Occupation occupation = threads.occupation();

    WorkerCall(Q request) {
      work =
          new FutureTask<>(() -> function.call(request)) {
            @Override
            protected void done() {
              settle();
            }
          };
    }

    @Override
    public void run() {
      if (occupation.begin()) {
        try {
          work.run();
        } finally {
          occupation.end();
        }
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      work.cancel(true);
      threads.forget(this);
      occupation.abandon();
      return cancelled;
    }

    private void settle() {
      try {
        complete(work.get());
      } catch (ExecutionException e) {
        completeExceptionally(e.getCause() == null ? e : e.getCause());
      } catch (CancellationException e) {
        super.cancel(true);
      } catch (InterruptedException impossible) {
        throw new AssertionError("the task is done, get() does not wait", impossible);
      }
    }
  }
}
