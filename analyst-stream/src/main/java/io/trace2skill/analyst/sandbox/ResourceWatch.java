// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import io.trace2skill.analyst.sandbox.CommandResult.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at what the kernel does not limit for an ordinary user: the memory of all processes
 * together, and the disk.
 */
final class ResourceWatch {

  private final Path workspace;
  private final Process process;
  private final SandboxLimits limits;

  ResourceWatch(Path workspace, Process process, SandboxLimits limits) {
    this.workspace = workspace;
    this.process = process;
    this.limits = limits;
  }

  /** Returns what is exceeded, if anything. */
  Optional<Ending> look() {
    if (residentBytes() > limits.totalMemory()) {
      return Optional.of(Ending.MEMORY);
    }
    return diskExceeded() ? Optional.of(Ending.DISK) : Optional.empty();
  }

  private long residentBytes() {
    return process.descendants().mapToLong(ResourceWatch::residentBytes).sum();
  }

  private static long residentBytes(ProcessHandle handle) {
    Path status = Path.of("/proc", Long.toString(handle.pid()), "status");
    try {
      return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException e) {
      // It ended in between.
      return 0;
    }
  }

  /**
   * A file that is open and deleted shows in no directory, but it takes space: so the disk has to
   * keep room for another workspace, too.
   */
  private boolean diskExceeded() {
    try {
      return DiskUse.of(workspace, limits.files(), limits.diskBytes()).exceeded()
          || Files.getFileStore(workspace).getUsableSpace() < limits.diskBytes();
    } catch (IOException e) {
      return true;
    }
  }
}
