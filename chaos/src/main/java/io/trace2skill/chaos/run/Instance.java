// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.chaos.node.InstanceNode;
import io.trace2skill.chaos.process.JavaProcess;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One instance of a stream: a process that comes and goes, and the host that it is on. */
final class Instance implements AutoCloseable {

  private static final int HEAP_MB = 384;
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Role role;
  private final String name;
  private final boolean bare;
  private final boolean staticMember;
  private final Path directory;
  private final Map<String, String> configuration;
  private final ReentrantLock lock = new ReentrantLock();
  private int host;
  private StateDisk disk;
  private @Nullable JavaProcess process;

  /**
   * @param name unique, as the name of a member of the group
   * @param bare without the service around the stream
   * @param staticMember whether it has a name in its group
   * @param directory for state, configuration and log
   * @param configuration keys that all instances of the role share
   */
  Instance(
      Role role,
      String name,
      boolean bare,
      boolean staticMember,
      Path directory,
      Map<String, String> configuration)
      throws IOException, InterruptedException {
    this.role = role;
    this.name = name;
    this.bare = bare;
    this.staticMember = staticMember;
    this.directory = Files.createDirectories(directory);
    this.configuration = Map.copyOf(configuration);
    this.disk = StateDisk.mount(directory.resolve("host-0"));
  }

  Role role() {
    return role;
  }

  String name() {
    return name;
  }

  /** Held by whoever strikes it, and by who looks whether it has ended by itself. */
  ReentrantLock lock() {
    return lock;
  }

  StateDisk disk() {
    return disk;
  }

  /** Starts the process. */
  void start() throws IOException {
    Path file = configure();
    String main = bare ? InstanceNode.class.getName() : role.service();
    List<String> arguments =
        bare
            ? List.of(role.word(), "--config", file.toString())
            : List.of("--config", file.toString());
    process = JavaProcess.start(main, HEAP_MB, arguments, directory.resolve("log.txt"));
  }

  private Path configure() throws IOException {
    Properties properties = new Properties();
    properties.putAll(configuration);
    properties.setProperty("state.dir", disk.directory().toString());
    if (staticMember) {
      properties.setProperty("instance.id", name + "-" + host);
    }
    Path file = directory.resolve("service.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file;
  }

  /** Sends SIGKILL. */
  void kill() {
    process().kill();
  }

  /** Sends SIGTERM and returns whether that was enough. */
  boolean terminate() {
    return process().terminate(PATIENCE);
  }

  /** Sends SIGSTOP. */
  void pause() throws IOException, InterruptedException {
    process().pause();
  }

  /** Sends SIGCONT. */
  void resume() throws IOException, InterruptedException {
    process().resume();
  }

  /** Gives it another host: an empty directory and another name in the group. */
  void move() throws IOException, InterruptedException {
    disk.close();
    host++;
    disk = StateDisk.mount(directory.resolve("host-" + host));
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Returns what its process ended with. */
  int exitCode() {
    return process().exitCode();
  }

  private JavaProcess process() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }

  /** Ends the process, cleanly where it can. */
  @Override
  public void close() {
    if (isAlive()) {
      terminate();
    }
    disk.close();
  }
}
