// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A command of the user that is run after a skill has changed. */
final class Hook {

  private final String command;
  private final Duration patience;
  private final Consumer<String> output;

  /**
   * @param command for the shell
   * @param patience after which it is ended
   * @param output takes the lines that it writes
   */
  Hook(String command, Duration patience, Consumer<String> output) {
    this.command = command;
    this.patience = patience;
    this.output = output;
  }

  /**
   * Runs it and returns what went wrong; empty when it ended with 0.
   *
   * @param version 0 when the skill was removed
   */
  Optional<String> run(String skill, long version, String digest, Path directory)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(shell()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "TRACE2SKILL_SKILL",
                skill,
                "TRACE2SKILL_VERSION",
                Long.toString(version),
                "TRACE2SKILL_DIGEST",
                digest,
                "TRACE2SKILL_PATH",
                directory.toString()));
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return Optional.of("the hook cannot be started: " + e.getMessage());
    }
    try {
      return ended(process);
    } finally {
      // Also when this thread is asked to stop: nothing is left behind.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Optional<String> ended(Process process) throws InterruptedException {
    Thread reader = new Thread(() -> copy(process.getInputStream()), "hook-output");
    reader.setDaemon(true);
    reader.start();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of("the hook did not end within %d s".formatted(patience.toSeconds()));
    }
    // What it left running in the background may hold its output open; that is not waited for.
    reader.join(Duration.ofSeconds(1).toMillis());
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("the hook ended with exit code " + process.exitValue());
  }

  private void copy(InputStream stream) {
    try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(stream, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.accept(line);
      }
    } catch (IOException e) {
      // the process was ended
    }
  }

  private List<String> shell() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command);
  }
}
