// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.time.Duration;

/**
 * What one command may use.
 *
 * @param wallTime until everything that it started is killed
 * @param cpuTime per process
 * @param processMemory address space per process, bytes
 * @param totalMemory resident memory of all its processes together, bytes; watched, not enforced by
 *     the kernel
 * @param processes processes and threads at one time
 * @param openFiles per process
 * @param fileBytes size of one file that it writes
 * @param diskBytes the workspace as a whole; watched, not enforced by the kernel
 * @param files files and directories of the workspace
 * @param outputBytes of its output that are kept: the head and the tail
 * @param concurrent commands that run at one time in this process; others wait
 */
public record SandboxLimits(
    Duration wallTime,
    Duration cpuTime,
    long processMemory,
    long totalMemory,
    int processes,
    int openFiles,
    long fileBytes,
    long diskBytes,
    int files,
    int outputBytes,
    int concurrent) {

  /** Half a minute, 1 GiB of memory, 64 processes, 64 MiB per file, 256 MiB of disk. */
  public static final SandboxLimits DEFAULT =
      new SandboxLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          1L << 30,
          1L << 30,
          64,
          128,
          64L << 20,
          256L << 20,
          5_000,
          10_000,
          2);

  public SandboxLimits {
    positive(wallTime.toMillis(), "wallTime");
    positive(cpuTime.toSeconds(), "cpuTime");
    positive(processMemory, "processMemory");
    positive(totalMemory, "totalMemory");
    positive(openFiles, "openFiles");
    positive(fileBytes, "fileBytes");
    positive(diskBytes, "diskBytes");
    positive(files, "files");
    positive(outputBytes, "outputBytes");
    positive(concurrent, "concurrent");
    if (processes < 8) {
      throw new IllegalArgumentException("processes must be at least 8");
    }
  }

  private static void positive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }
}
