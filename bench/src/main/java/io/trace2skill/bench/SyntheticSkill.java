// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.LessonCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A skill of some 200 lines that has most of the sections that the model's lessons belong to. */
final class SyntheticSkill {

  /** Its name, and that of its directory. */
  static final String NAME = "table-reports";

  private static final int ITEMS = 21;
  private static final List<String> MISSING = List.of("Charts", "Dates and times");

  private SyntheticSkill() {}

  /** Returns the text of its only file. */
  static String text() {
    StringBuilder text = new StringBuilder();
    text.append("---\nname: ").append(NAME).append('\n');
    text.append("description: Builds reports from tables. Use it for exports and workbooks.\n");
    text.append("---\n\n# Reports from tables\n");
    LessonCatalog.load().lessons().stream()
        .map(lesson -> lesson.section())
        .distinct()
        .filter(section -> !MISSING.contains(section))
        .forEach(section -> append(text, section));
    return text.toString();
  }

  private static void append(StringBuilder text, String section) {
    text.append("\n## ").append(section).append("\n\n");
    for (int i = 1; i <= ITEMS; i++) {
      text.append("- Rule ")
          .append(i)
          .append(" of ")
          .append(section.toLowerCase(java.util.Locale.ROOT));
      text.append(": keep to the agreed form of step ").append(i).append(".\n");
    }
  }

  /** Writes its directory below that one and returns it. */
  static Path write(Path parent) throws IOException {
    Path directory = Files.createDirectories(parent.resolve(NAME));
    Files.writeString(directory.resolve("SKILL.md"), text());
    return directory;
  }
}
