// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import io.trace2skill.analyst.sandbox.CommandResult.Ending;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for one process of the sandbox, takes its output, and kills it when it goes too far. */
final class Supervisor {

  static final long LOOK_MILLIS = 100;

  private final Process process;
  private final ResourceWatch watch;
  private final long wallNanos;
  private final OutputCapture output;

  Supervisor(Process process, ResourceWatch watch, SandboxLimits limits) {
    this.process = process;
    this.watch = watch;
    this.wallNanos = limits.wallTime().toNanos();
    this.output = new OutputCapture(limits.outputBytes());
  }

  CommandResult await(BooleanSupplier cancelled) throws InterruptedException {
    Thread drain = new Thread(() -> output.readAll(process.getInputStream()), "sandbox-output");
    drain.setDaemon(true);
    drain.start();
    Ending ending;
    try {
      ending = watched(cancelled);
    } finally {
      killAll();
    }
    int exitCode = process.waitFor();
    // The pipe ends with the last process, and none is left.
    drain.join();
    return new CommandResult(exitCode, output.text(), ending);
  }

  private Ending watched(BooleanSupplier cancelled) throws InterruptedException {
    long start = System.nanoTime();
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (cancelled.getAsBoolean()) {
        return Ending.CANCELLED;
      }
      if (System.nanoTime() - start >= wallNanos) {
        return Ending.TIME;
      }
      Optional<Ending> tooMuch = watch.look();
      if (tooMuch.isPresent()) {
        return tooMuch.get();
      }
    }
    return Ending.EXITED;
  }

  /**
   * The death of bubblewrap takes the first process of the namespace with it, and the kernel then
   * kills every other one; the list is for the case that bubblewrap was stopped half-way.
   */
  private void killAll() {
    List<ProcessHandle> descendants = process.descendants().toList();
    // Not process.destroyForcibly(), which would close the pipe with output still in it.
    process.toHandle().destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
