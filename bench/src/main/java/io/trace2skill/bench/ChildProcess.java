// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is measured, in a process of its own. */
final class ChildProcess {

  private static final int LOOK_EVERY_MS = 50;

  private ChildProcess() {}

  /**
   * Runs it to its end and returns the processor time that it took, children included where they
   * are the same process after an exec.
   *
   * @param log gets what it says
   * @throws IOException when it ends with another status than 0; the message holds what it said
   */
  static Duration run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    Duration cpu = Duration.ZERO;
    try {
      while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().orElse(cpu);
      }
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command)
              + " ended with status "
              + process.exitValue()
              + ":\n"
              + Files.readString(log));
    }
    return cpu;
  }
}
