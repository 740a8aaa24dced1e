// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** Seconds that the phases of a run take, in order. Not thread-safe. */
final class Timings {

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long startedAt = System.nanoTime();
  private String phase = "";
  private long phaseStartedAt = startedAt;

  void begin(String name) {
    end();
    phase = name;
    phaseStartedAt = System.nanoTime();
  }

  void end() {
    if (!phase.isEmpty()) {
      seconds.put(phase, secondsSince(phaseStartedAt));
      phase = "";
    }
  }

  /** Returns the phases so far and their total. */
  Map<String, Double> seconds() {
    Map<String, Double> copy = new LinkedHashMap<>(seconds);
    copy.put("total", secondsSince(startedAt));
    return copy;
  }

  private static double secondsSince(long nanoTime) {
    return Math.round((System.nanoTime() - nanoTime) / 1e6) / 1e3;
  }
}
