// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

/**
 * What became of a command.
 *
 * @param exitCode as a shell sees it: 0 is success, 128 + n a death by signal n
 * @param output standard output and error together, as text, without control characters; the head
 *     and the tail when it was long
 * @param ending why it ended
 */
public record CommandResult(int exitCode, String output, Ending ending) {

  /** Why a command ended. */
  public enum Ending {
    /** By itself, or by a limit that the kernel enforces. */
    EXITED,
    /** It ran out of time and was killed. */
    TIME,
    /** Its processes together took too much memory and were killed. */
    MEMORY,
    /** It filled the workspace or the disk and was killed. */
    DISK,
    /** Nobody waits for it any more; it was killed. */
    CANCELLED
  }
}
