// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A child process that is measured. Closing it stops it, at once if it is not stopped yet. */
final class Subject implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
  private static final int LOG_TAIL_LINES = 15;

  private final Process process;
  private final Path figures;
  private final Path log;

  private Subject(Process process, Path figures, Path log) {
    this.process = process;
    this.figures = figures;
    this.log = log;
  }

  /**
   * Starts a child with the class path of this process.
   *
   * @param directory where its settings, log and figures go
   * @param name of those files
   * @param jvmOptions such as {@code -Xmx512m}
   */
  static Subject start(Path directory, String name, List<String> jvmOptions, Settings settings)
      throws IOException {
    Path told = directory.resolve(name + ".settings");
    Path figures = directory.resolve(name + ".figures");
    Path log = directory.resolve(name + ".log");
    settings.write(told);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildMain.class.getName(), told.toString(), figures.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Subject(builder.start(), figures, log);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns the processor time that the child has taken. */
  Duration cpu() {
    return ProcessFigures.cpu(process.toHandle());
  }

  /** Fails when the child has ended, with what it said last. */
  void checkAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("ended with status " + process.exitValue() + ": " + logTail());
    }
  }

  /** Tells the child to stop, waits for its end and returns its figures. */
  Map<String, Double> stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return figuresAtEnd(STOP_LIMIT);
  }

  /** Waits for a child that ends by itself and returns its figures. */
  Map<String, Double> figuresAtEnd(Duration limit) throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("did not end within " + limit.toSeconds() + " s: " + logTail());
    }
    if (!Files.exists(figures)) {
      throw new IOException("ended with status " + process.exitValue() + ": " + logTail());
    }
    return Settings.read(figures).values().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> Double.parseDouble(entry.getValue())));
  }

  /** Ends the child as a crash does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Returns how many lines of the child's log contain the text. */
  long logged(String text) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private String logTail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
    return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
  }
}
