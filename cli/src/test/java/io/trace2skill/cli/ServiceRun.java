// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own. */
final class ServiceRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path state;
  private final Path log;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceRun(Path state, Path log, Process process) {
    this.state = state;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a service.
   *
   * @param state its state directory; configuration and log lie beside it
   */
  static ServiceRun start(String command, Path state, List<String> lines) throws IOException {
    Path config = state.resolveSibling(state.getFileName() + ".properties");
    Path log = state.resolveSibling(state.getFileName() + ".log");
    List<String> all = new ArrayList<>(lines);
    all.add("state.dir=" + state);
    all.add("http.listen=127.0.0.1:0");
    Files.write(config, all);
    Files.deleteIfExists(state.resolve("service.properties"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Trace2SkillCommand.class.getName(),
                command,
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServiceRun(state, log, process);
  }

  /** Waits until the service says that it is ready. */
  void awaitReady() {
    awaitPage("/ready", "ready\n");
  }

  /** Waits until a page begins with a text. */
  void awaitPage(String path, String begin) {
    await(path + " of " + state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !process.isAlive() || page(path).startsWith(begin));
    if (!process.isAlive()) {
      throw new AssertionError("the service ended: " + log());
    }
  }

  /** Returns a page of the operational endpoint; empty when it cannot be had. */
  String page(String path) throws InterruptedException {
    Properties published = new Properties();
    try (Reader reader = Files.newBufferedReader(state.resolve("service.properties"))) {
      published.load(reader);
      URI uri = URI.create("http://" + published.getProperty("http.address") + path);
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  /** Sends SIGTERM and returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** Waits until the service ends by itself and returns the exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the service does not stop: " + log());
    }
    return process.exitValue();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
