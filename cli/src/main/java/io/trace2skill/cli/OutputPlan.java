// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.files.AtomicFiles;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.files.SkillDirectoryWriter;
import io.trace2skill.cli.report.Report;
import io.trace2skill.cli.report.ReportJson;
import io.trace2skill.cli.report.ReportPage;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the results of a run go.
 *
 * @param out the directory that holds the skill's directory and the report
 * @param skill name of the skill and its directory
 * @param base directory of the base, for the permissions of its files
 * @param reportOnly whether the skill directory is left alone
 */
record OutputPlan(Path out, String skill, Optional<Path> base, boolean reportOnly) {

  Path skillDirectory() {
    return out.resolve(skill);
  }

  Path bank() {
    return out.resolve(skill + ".bank.jsonl");
  }

  Path reportJson() {
    return out.resolve("report.json");
  }

  Path reportHtml() {
    return out.resolve("report.html");
  }

  /**
   * Checks, before any work is done, that everything can be written without destroying anything.
   *
   * @throws SkillDirectoryException when it cannot; the message says why
   */
  void check(Optional<SkillDirectory> baseFiles) throws SkillDirectoryException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new SkillDirectoryException("--out is no directory: " + out);
    }
    if (!reportOnly) {
      new SkillDirectoryWriter(skillDirectory())
          .check(baseFiles.orElseGet(() -> new SkillDirectory(new TreeMap<>())));
    }
  }

  /**
   * Writes the skill, when there is a new version, and then the report that tells of it.
   *
   * @param before what the version was made from
   * @param version the new version; empty when there is none
   */
  void write(Report report, SkillDirectory before, Optional<SkillDirectory> version)
      throws IOException {
    if (version.isPresent() && !reportOnly) {
      new SkillDirectoryWriter(skillDirectory()).write(version.get(), base);
    }
    AtomicFiles.write(reportJson(), new ReportJson().write(report));
    AtomicFiles.write(reportHtml(), new ReportPage().write(report, before, version.orElse(before)));
  }
}
