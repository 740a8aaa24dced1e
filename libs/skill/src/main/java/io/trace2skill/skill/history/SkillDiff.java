// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.history;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.trace2skill.skill.SkillDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The difference between two versions as a unified diff, such as patch tools read. */
public final class SkillDiff {

  private static final int CONTEXT_LINES = 3;
  private static final String NO_FILE = "/dev/null";

  private SkillDiff() {}

  /** Returns the lines of the diff, without their ends; empty when nothing differs. */
  public static List<String> unified(SkillDirectory before, SkillDirectory after) {
    SortedSet<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    List<String> diff = new ArrayList<>();
    paths.forEach(path -> diff.addAll(unified(path, before, after)));
    return diff;
  }

  private static List<String> unified(String path, SkillDirectory before, SkillDirectory after) {
    if (before.file(path).equals(after.file(path))) {
      return List.of();
    }
    String from = before.file(path).map(text -> "a/" + path).orElse(NO_FILE);
    String to = after.file(path).map(text -> "b/" + path).orElse(NO_FILE);
    List<String> old = lines(before.file(path).orElse(""));
    List<String> fresh = lines(after.file(path).orElse(""));
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            from, to, old, DiffUtils.diff(old, fresh), CONTEXT_LINES);
    List<String> named = diff.isEmpty() ? List.of("--- " + from, "+++ " + to) : diff;
    return named.stream()
        .map(line -> fromNothing(line, old.isEmpty(), fresh.isEmpty()))
        .flatMap(line -> Arrays.stream(line.split("\n", -1)))
        .toList();
  }

  /** Patch tools count the lines of a file without any from 0. */
  private static String fromNothing(String line, boolean noneBefore, boolean noneAfter) {
    if (!line.startsWith("@@ ")) {
      return line;
    }
    String from = noneBefore ? line.replace("-1,0", "-0,0") : line;
    return noneAfter ? from.replace("+1,0", "+0,0") : from;
  }

  /** A last line without an end differs from one with an end, and says so as patch tools do. */
  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String last = lines.remove(lines.size() - 1);
    if (!last.isEmpty()) {
      lines.add(last + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
