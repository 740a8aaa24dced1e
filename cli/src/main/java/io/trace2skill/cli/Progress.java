// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows how a run goes: one line that is drawn anew on a terminal, plain lines elsewhere, nothing
 * when quiet. Not thread-safe.
 */
final class Progress implements RunListener, AutoCloseable {

  /** Set by the launcher when standard error is a terminal. */
  private static final String TERMINAL_PROPERTY = "trace2skill.terminal";

  private static final int WARNINGS_SHOWN = 20;

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean quiet;
  private final long intervalNanos;
  private final long startedAt = System.nanoTime();
  private String phase = "";
  private String state = "";
  private long drawnAt = startedAt;
  private int warnings;
  private long phaseStartedAt = startedAt;

  private Progress(PrintWriter err, boolean terminal, boolean quiet) {
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
    this.intervalNanos = (terminal ? Duration.ofMillis(100) : Duration.ofSeconds(5)).toNanos();
  }

  static Progress on(PrintWriter err, boolean quiet) {
    return new Progress(err, Boolean.getBoolean(TERMINAL_PROPERTY), quiet);
  }

  @Override
  public void phase(String name) {
    if (terminal) {
      draw();
    }
    phase = name;
    phaseStartedAt = System.nanoTime();
    draw();
  }

  @Override
  public void progress(long read, long analysed, List<Integer> mergesByLevel) {
    double seconds = Math.max(0.001, (System.nanoTime() - phaseStartedAt) / 1e9);
    state =
        analysed == 0
            ? "read %d".formatted(read)
            : "read %d, analysed %d (%.0f/s), merged %s"
                .formatted(read, analysed, analysed / seconds, levels(mergesByLevel));
    if (System.nanoTime() - drawnAt >= intervalNanos) {
      draw();
    }
  }

  @Override
  public void warn(String message) {
    warnings++;
    if (quiet || warnings > WARNINGS_SHOWN) {
      return;
    }
    clearLine();
    err.println("warning: " + message);
    if (warnings == WARNINGS_SHOWN) {
      err.println("warning: more of this kind are in the report");
    }
    err.flush();
  }

  @Override
  public void close() {
    draw();
    if (terminal && !quiet) {
      err.println();
      err.flush();
    }
  }

  private void draw() {
    drawnAt = System.nanoTime();
    if (quiet) {
      return;
    }
    String line =
        "%5.1f s  %s%s"
            .formatted((drawnAt - startedAt) / 1e9, phase, state.isEmpty() ? "" : "  " + state);
    clearLine();
    if (terminal) {
      err.print(line);
    } else {
      err.println(line);
    }
    err.flush();
  }

  private void clearLine() {
    if (terminal && !quiet) {
      err.print("\r\u001b[K");
    }
  }

  private static String levels(List<Integer> mergesByLevel) {
    return mergesByLevel.isEmpty()
        ? "0"
        : mergesByLevel.stream().map(String::valueOf).collect(Collectors.joining("+"));
  }
}
