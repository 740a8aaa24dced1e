// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs commands that nobody vouches for, inside bubblewrap: own user, mount, process, network, IPC
 * and host-name namespaces, read-only system directories, one writable directory, limits. There is
 * no way to run a command without it. Thread-safe.
 */
public final class Sandbox {

  private static final String PROBE =
      "test ! -e /etc/shadow && : > probe && rm probe && echo ready";

  /** As a shell tells of a death by SIGKILL. */
  private static final int KILLED = 137;

  private final SandboxLimits limits;
  private final Bubblewrap bubblewrap;
  private final Semaphore slots;

  private Sandbox(SandboxLimits limits, Bubblewrap bubblewrap) {
    this.limits = limits;
    this.bubblewrap = bubblewrap;
    this.slots = new Semaphore(limits.concurrent(), true);
  }

  /**
   * Finds the sandbox of this machine and tries it out. Waits for a process, so never call it on a
   * stream thread.
   *
   * @throws SandboxUnavailableException when there is none that works; the message says why and
   *     what to do
   */
  public static Sandbox find(SandboxLimits limits) {
    return find(limits, Programs.ofThisMachine());
  }

  static Sandbox find(SandboxLimits limits, Programs programs) {
    Sandbox sandbox = new Sandbox(limits, Bubblewrap.find(programs, limits));
    try {
      Path directory = Files.createTempDirectory("trace2skill-sandbox");
      try {
        sandbox.probe(directory);
      } finally {
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new SandboxUnavailableException("It cannot be tried out: " + e.getMessage());
    }
    return sandbox;
  }

  /** Returns what one command may use. */
  public SandboxLimits limits() {
    return limits;
  }

  /**
   * Makes sure that commands can run in directories below this place.
   *
   * @param directory an empty directory where the caller may write; left empty
   * @throws SandboxUnavailableException when they cannot; the message says why and what to do
   */
  public void probe(Path directory) {
    CommandResult result;
    try {
      result = run(directory, PROBE, () -> false);
    } catch (IOException e) {
      throw new SandboxUnavailableException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxUnavailableException("The try was interrupted.");
    }
    if (result.exitCode() != 0 || !result.output().strip().equals("ready")) {
      throw new SandboxUnavailableException(
          "bubblewrap does not work here: " + result.output().strip() + bubblewrap.hint());
    }
  }

  /**
   * Runs a command line with a shell and waits until it and everything that it started is gone.
   *
   * @param workspace the only directory that it can write and that outlives it; becomes its current
   *     directory {@code /workspace}
   * @param command for the shell; whatever it does, the result is a result
   * @param cancelled asked several times a second; {@code true} kills the command
   * @throws IOException when the sandbox itself cannot be started
   * @throws InterruptedException when this thread is interrupted; the command is killed before
   */
  public CommandResult run(Path workspace, String command, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    while (!slots.tryAcquire(Supervisor.LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (cancelled.getAsBoolean()) {
        return new CommandResult(KILLED, "", CommandResult.Ending.CANCELLED);
      }
    }
    try {
      bubblewrap.handOver(workspace);
      Process process = start(workspace, command);
      return new Supervisor(process, new ResourceWatch(workspace, process, limits), limits)
          .await(cancelled);
    } finally {
      slots.release();
    }
  }

  private Process start(Path workspace, String command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(bubblewrap.commandLine(workspace, command));
    builder.environment().clear();
    builder.directory(Path.of("/").toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    return builder.start();
  }
}
