// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.trace2skill.skill.SkillDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The unified diff of two skill directories. */
final class SkillDiff {

  private static final int CONTEXT = 3;

  private SkillDiff() {}

  static List<String> lines(SkillDirectory before, SkillDirectory after) {
    SortedSet<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      List<String> old = before.file(path).map(text -> text.lines().toList()).orElse(List.of());
      List<String> now = after.file(path).map(text -> text.lines().toList()).orElse(List.of());
      lines.addAll(
          UnifiedDiffUtils.generateUnifiedDiff(
              before.file(path).isPresent() ? "a/" + path : "/dev/null",
              after.file(path).isPresent() ? "b/" + path : "/dev/null",
              old,
              DiffUtils.diff(old, now),
              CONTEXT));
    }
    return lines;
  }
}
