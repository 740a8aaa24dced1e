// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how an ingest goes: a line every few seconds, and the first warnings.
 * Thread-safe.
 */
final class IngestDisplay implements IngestListener {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int WARNINGS_SHOWN = 20;

  private final PrintWriter err;
  private final boolean quiet;
  private final LongSupplier nanoTime;
  private long toldAt;
  private int warnings;

  /**
   * @param nanoTime the clock
   */
  IngestDisplay(PrintWriter err, boolean quiet, LongSupplier nanoTime) {
    this.err = err;
    this.quiet = quiet;
    this.nanoTime = nanoTime;
    this.toldAt = nanoTime.getAsLong();
  }

  @Override
  public synchronized void progress(long read, long durable) {
    long now = nanoTime.getAsLong();
    if (!quiet && now - toldAt >= INTERVAL_NANOS) {
      toldAt = now;
      err.printf(Locale.ROOT, "read %,d  durable %,d%n", read, durable);
      err.flush();
    }
  }

  @Override
  public synchronized void warn(String message) {
    if (quiet || ++warnings > WARNINGS_SHOWN + 1) {
      return;
    }
    err.println(
        warnings <= WARNINGS_SHOWN
            ? "warning: " + message
            : "warning: there are more; 'trace2skill dead-letters list' shows all");
    err.flush();
  }
}
