// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a report.
 *
 * @param json for programs
 * @param html for people
 */
public record ReportFiles(Path json, Path html) {

  /**
   * Writes both files.
   *
   * @param directory created when it is missing
   */
  public static ReportFiles write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    return new ReportFiles(
        Files.writeString(directory.resolve("report.json"), report.toJson() + "\n"),
        Files.writeString(directory.resolve("report.html"), new ReportPage(report).html()));
  }
}
