// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.run.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has a run stop when the process is asked to end. The run does its own closing; the process waits
 * for it within bounds.
 */
final class StopHook implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  StopHook(StopSignal stop) {
    this.hook = new Thread(() -> stop(stop), "stop");
  }

  /** From now on the run is stopped when the process is. */
  void arm() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(StopSignal stop) {
    stop.request();
    try {
      boolean inTime = ended.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        System.err.println("trace2skill: not closed in time; ending anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is closed. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is going down already, and the hook is what waits for this thread
    }
  }
}
