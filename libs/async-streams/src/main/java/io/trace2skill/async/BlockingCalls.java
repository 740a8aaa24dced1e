// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a blocking function on a bounded number of threads. Thread-safe. */
final class BlockingCalls<Q, R> implements AsyncFunction<Q, R> {

  private static final long CLOSE_SECONDS = 1;

  private final Blocking<? super Q, ? extends R> function;
  private final ThreadPoolExecutor workers;

  BlockingCalls(String name, int threads, Blocking<? super Q, ? extends R> function) {
    this.function = function;
    // Pooled also when the threads are virtual: the bound is wanted, not the reuse.
    this.workers =
        new ThreadPoolExecutor(
            threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
    workers.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletionStage<R> start(Q request) {
    WorkerCall call = new WorkerCall(() -> function.call(request));
    workers.execute(call);
    return call;
  }

  /** Interrupts what runs and waits a moment for the threads to end. */
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory threads(String name) {
    try {
      Class<?> builders = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Object named =
          builders.getMethod("name", String.class, long.class).invoke(builder, name + "-", 0L);
      return (ThreadFactory) builders.getMethod("factory").invoke(named);
    } catch (ReflectiveOperationException noVirtualThreads) {
      return platformThreads(name);
    }
  }

  private static ThreadFactory platformThreads(String name) {
    return work -> {
      Thread thread = new Thread(work);
      thread.setName(name + "-" + thread.getId());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A future whose cancellation reaches the thread that works on it. */
  private final class WorkerCall extends CompletableFuture<R> implements Runnable {

    private final FutureTask<R> work;

    WorkerCall(Callable<R> callable) {
      work =
          new FutureTask<>(callable) {
            @Override
            protected void done() {
              settle();
            }
          };
    }

    @Override
    public void run() {
      work.run();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      work.cancel(true);
      workers.remove(this);
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
