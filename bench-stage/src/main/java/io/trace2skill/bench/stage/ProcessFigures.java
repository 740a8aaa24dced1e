// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a process takes of its machine. */
final class ProcessFigures {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK_RSS = "VmHWM:";

  private ProcessFigures() {}

  /**
   * Returns this process' figures: live heap after a collection, largest heap so far and, on Linux,
   * largest resident set, in MB.
   */
  static Map<String, Double> now() throws IOException {
    Map<String, Double> figures = new TreeMap<>();
    System.gc();
    figures.put(
        "heap live MB",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20));
    if (Files.exists(STATUS)) {
      try (Stream<String> lines = Files.lines(STATUS)) {
        lines
            .filter(line -> line.startsWith(PEAK_RSS))
            .findFirst()
            .ifPresent(line -> figures.put("peak RSS MB", kilobytes(line) / 1024));
      }
    }
    return figures;
  }

  /** Returns the processor time that a process has taken, zero when the system does not tell. */
  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double kilobytes(String line) {
    return Double.parseDouble(line.replaceAll("[^0-9]", ""));
  }
}
