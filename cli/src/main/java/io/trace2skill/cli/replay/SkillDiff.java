// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two skill directories, as a unified diff that {@code patch} takes.
 *
 * @param before the files on the left
 * @param after the files on the right
 */
public record SkillDiff(SkillDirectory before, SkillDirectory after) {

  private static final int CONTEXT_LINES = 3;
  private static final String NO_FILE = "/dev/null";

  /** Returns the lines of the diff of each file that differs, by path. */
  public SortedMap<String, List<String>> files() {
    Set<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    SortedMap<String, List<String>> diffs = new TreeMap<>();
    for (String path : paths) {
      List<String> diff = diff(path);
      if (!diff.isEmpty()) {
        diffs.put(path, diff);
      }
    }
    return diffs;
  }

  private List<String> diff(String path) {
    List<String> old = lines(before, path);
    return UnifiedDiffUtils.generateUnifiedDiff(
            name("a/", before.files(), path),
            name("b/", after.files(), path),
            old,
            DiffUtils.diff(old, lines(after, path)),
            CONTEXT_LINES)
        .stream()
        .map(SkillDiff::withEmptySidesAtZero)
        .toList();
  }

  /** A side without lines has no first one; the library counts from 1 all the same. */
  private static String withEmptySidesAtZero(String line) {
    return line.startsWith("@@ ")
        ? line.replace("@@ -1,0 +", "@@ -0,0 +").replace(" +1,0 @@", " +0,0 @@")
        : line;
  }

  private static String name(String side, Map<String, String> files, String path) {
    return files.containsKey(path) ? side + path : NO_FILE;
  }

  private static List<String> lines(SkillDirectory directory, String path) {
    return directory.file(path).orElse("").lines().toList();
  }
}
