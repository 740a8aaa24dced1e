// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Shows how a run goes: one line that is drawn anew in place on a terminal, a plain line every few
 * seconds elsewhere, nothing when quiet. Thread-safe.
 */
final class ProgressDisplay implements RunListener, AutoCloseable {

  /** What a display can do. */
  enum Mode {
    LIVE,
    LINES,
    QUIET
  }

  private static final int WARNINGS_SHOWN = 20;

  private final PrintWriter err;
  private final Mode mode;
  private final int columns;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private String phase = "";
  private String numbers = "";
  private String waiting = "";
  private long drawnAt;
  private OptionalLong analysingSince = OptionalLong.empty();
  private int warnings;

  /**
   * @param columns width of the terminal, in characters
   * @param nanoTime the clock
   */
  ProgressDisplay(PrintWriter err, Mode mode, int columns, LongSupplier nanoTime) {
    this.err = err;
    this.mode = mode;
    this.columns = columns;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
  }

  /** Returns the display that suits where standard error goes, as the launcher found it. */
  static ProgressDisplay on(PrintWriter err, boolean quiet) {
    boolean terminal = Boolean.getBoolean("trace2skill.terminal");
    Mode mode = quiet ? Mode.QUIET : terminal ? Mode.LIVE : Mode.LINES;
    return new ProgressDisplay(
        err, mode, Integer.getInteger("trace2skill.columns", 80), System::nanoTime);
  }

  @Override
  public synchronized void phase(String name) {
    phase = name;
    draw();
  }

  @Override
  public synchronized void progress(
      long read, long accepted, long analysed, long before, List<Integer> mergesByLevel) {
    long now = nanoTime.getAsLong();
    if (analysed > before && analysingSince.isEmpty()) {
      analysingSince = OptionalLong.of(now);
    }
    numbers = numbers(read, accepted, analysed, analysed - before, mergesByLevel, now);
    if (now - drawnAt >= interval().toNanos()) {
      draw();
    }
  }

  private Duration interval() {
    return mode == Mode.LIVE ? Duration.ofMillis(100) : Duration.ofSeconds(5);
  }

  private String numbers(
      long read, long accepted, long analysed, long inThisRun, List<Integer> merges, long now) {
    if (read == 0 && accepted == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "  read %,d  analysed %,d", read, analysed));
    if (!merges.isEmpty()) {
      text.append("  merged ")
          .append(merges.stream().map(String::valueOf).collect(Collectors.joining("+")));
    }
    double seconds = (now - analysingSince.orElse(now)) / 1e9;
    if (inThisRun > 0 && seconds > 0.5) {
      text.append(String.format(Locale.ROOT, "  %,.0f/s", inThisRun / seconds));
    }
    return text.toString();
  }

  @Override
  public synchronized void waiting(String what) {
    boolean changed = what.isEmpty() != waiting.isEmpty();
    waiting = what;
    if (changed) {
      draw();
    }
  }

  @Override
  public synchronized void warn(String message) {
    warnings++;
    if (mode == Mode.QUIET || warnings > WARNINGS_SHOWN) {
      return;
    }
    clear();
    err.println("warning: " + message);
    if (warnings == WARNINGS_SHOWN) {
      err.println("warning: more of this kind are in the report");
    }
    err.flush();
    if (mode == Mode.LIVE) {
      draw();
    }
  }

  /** Draws the last state and leaves the line. */
  @Override
  public synchronized void close() {
    if (mode != Mode.QUIET) {
      draw();
      if (mode == Mode.LIVE) {
        err.println();
      }
      err.flush();
    }
  }

  private void draw() {
    drawnAt = nanoTime.getAsLong();
    if (mode == Mode.QUIET) {
      return;
    }
    String line =
        String.format(Locale.ROOT, "%6.1f s  %s%s", (drawnAt - startedAt) / 1e9, phase, numbers)
            + (waiting.isEmpty() ? "" : "  " + waiting);
    clear();
    if (mode == Mode.LIVE) {
      err.print(line.substring(0, Math.min(line.length(), columns - 1)));
    } else {
      err.println(line);
    }
    err.flush();
  }

  private void clear() {
    if (mode == Mode.LIVE) {
      err.print("\r\u001b[K");
    }
  }
}
