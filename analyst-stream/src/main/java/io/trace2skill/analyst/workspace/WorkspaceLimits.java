// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

/**
 * What a trajectory and a model may use of one workspace.
 *
 * @param fileBytes of one file, whoever writes it
 * @param totalBytes of all files together
 * @param files number of files and directories
 * @param answerCharacters of one tool's answer; longer ones are cut or paged
 * @param evaluations candidates that may be judged, so that a model cannot find the reference by
 *     trying
 */
public record WorkspaceLimits(
    long fileBytes, long totalBytes, int files, int answerCharacters, int evaluations) {

  /**
   * 16 MiB per file, 128 MiB and 2,000 files in all, answers of 12,000 characters, 8 candidates.
   */
  public static final WorkspaceLimits DEFAULT =
      new WorkspaceLimits(16L << 20, 128L << 20, 2_000, 12_000, 8);

  public WorkspaceLimits {
    positive(fileBytes, "fileBytes");
    positive(totalBytes, "totalBytes");
    positive(files, "files");
    positive(evaluations, "evaluations");
    if (answerCharacters < 1_000) {
      throw new IllegalArgumentException("answerCharacters must be at least 1000");
    }
  }

  private static void positive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }
}
