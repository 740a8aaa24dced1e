// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the class path of this one. It does not outlive this JVM. */
public final class JavaProcess {

  private final Process process;
  private final Thread reaper;

  private JavaProcess(Process process) {
    this.process = process;
    this.reaper = new Thread(process::destroyForcibly, "reaper-" + process.pid());
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /**
   * Starts a process.
   *
   * @param mainClass what it runs
   * @param heapMb its heap's limit, in megabytes
   * @param arguments of the main class
   * @param log gets what it says, after what its predecessors said
   */
  public static JavaProcess start(String mainClass, int heapMb, List<String> arguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx" + heapMb + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return new JavaProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** Returns whether it runs, paused or not. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns what it ended with. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Sends SIGKILL and waits for the end. */
  public void kill() {
    process.destroyForcibly().onExit().join();
    forget();
  }

  /**
   * Sends SIGTERM and waits for the end; SIGKILL follows when it takes too long.
   *
   * @return whether SIGTERM was enough
   */
  public boolean terminate(Duration patience) {
    process.destroy();
    boolean enough =
        process
            .onExit()
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .handle((ended, late) -> late == null)
            .join();
    kill();
    return enough;
  }

  /** Sends SIGSTOP. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Sends SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      // this JVM is ending, and the hook does no harm to a process that has ended
    }
  }
}
