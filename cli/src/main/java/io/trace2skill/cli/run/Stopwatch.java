// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Tells the time since the start of the process. Thread-safe. */
public final class Stopwatch {

  private final long zero;

  /** Begins to tell it. */
  public Stopwatch() {
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    zero = System.nanoTime() - Duration.between(started, Instant.now()).toNanos();
  }

  /** Returns the seconds since then, with three decimals. */
  public double seconds() {
    return Math.round((System.nanoTime() - zero) / 1e6) / 1e3;
  }
}
