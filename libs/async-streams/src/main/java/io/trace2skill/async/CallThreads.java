// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of blocking calls. A call that is cancelled but goes on all the same keeps its
 * thread; another thread takes its place, so that the others go on. There are at most as many
 * abandoned threads as usual ones; from then on calls wait for a thread while their time-outs run.
 * Thread-safe.
 */
final class CallThreads implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CallThreads.class);

  private static final long CLOSE_SECONDS = 1;

  private final int usual;
  private final ThreadPoolExecutor workers;
  private int abandoned;

  CallThreads(String name, int usual) {
    this.usual = usual;
    // Pooled also when the threads are virtual: the bound is wanted, not the reuse.
    this.workers =
        new ThreadPoolExecutor(
            usual, 2 * usual, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
    workers.allowCoreThreadTimeOut(true);
  }

  /** Runs the call as soon as a thread is free. */
  void execute(Runnable call) {
    workers.execute(call);
  }

  /** Takes back a call that no thread has begun. */
  void forget(Runnable call) {
    workers.remove(call);
  }

  /** Returns what a call tells of the thread that it occupies. */
  Occupation occupation() {
    return new Occupation();
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

  private synchronized void changeAbandoned(int change) {
    abandoned += change;
    if (abandoned > usual) {
      log.warn(
          "{} cancelled calls go on all the same; no more threads are added for them", abandoned);
    }
    workers.setCorePoolSize(usual + Math.min(abandoned, usual));
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

  /** Whether one call has a thread, and whether anybody still waits for it. */
  final class Occupation {

    private enum State {
      WAITING,
      RUNNING,
      ABANDONED,
      ENDED
    }

    private State state = State.WAITING;

    /** Notes that a thread begins; returns false when nobody wants the call any more. */
    synchronized boolean begin() {
      if (state != State.WAITING) {
        return false;
      }
      state = State.RUNNING;
      return true;
    }

    /**
     * Notes that nobody waits for the call any more: if it runs, its thread counts as abandoned.
     */
    synchronized void abandon() {
      if (state == State.RUNNING) {
        state = State.ABANDONED;
        changeAbandoned(1);
      } else if (state == State.WAITING) {
        state = State.ENDED;
      }
    }

    /** Notes that the thread is free again. */
    synchronized void end() {
      if (state == State.ABANDONED) {
        changeAbandoned(-1);
      }
      state = State.ENDED;
    }
  }
}
