// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The difference between the version that the run started from and the new one, file by file. */
final class DiffSection {

  private static final int CONTEXT_LINES = 3;

  private final SkillDirectory before;
  private final SkillDirectory after;

  DiffSection(SkillDirectory before, SkillDirectory after) {
    this.before = before;
    this.after = after;
  }

  void write(Html html) {
    html.open("section", "id", "diff").element("h2", "What changed");
    Set<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    int unchanged = 0;
    for (String path : paths) {
      List<String> diff = diff(path);
      if (diff.isEmpty()) {
        unchanged++;
      } else {
        file(html, path, diff);
      }
    }
    if (unchanged > 0) {
      html.element("p", Texts.count(unchanged, "file", "files") + " unchanged.", "class", "none");
    }
    html.closeLine();
  }

  private void file(Html html, String path, List<String> diff) {
    long added = diff.stream().filter(line -> line.startsWith("+")).count();
    long removed = diff.stream().filter(line -> line.startsWith("-")).count();
    html.open("details", "open", "").open("summary").element("code", path).text(" ");
    html.element("span", "+" + added, "class", "added").text(" ");
    html.element("span", "-" + removed, "class", "removed").closeLine();
    html.open("pre", "class", "diff", "tabindex", "0", "aria-label", "Changes in " + path);
    diff.forEach(line -> html.element("span", line + "\n", "class", kind(line)));
    html.closeLine().closeLine();
  }

  /** Returns the hunks without the two lines that name the files; empty when nothing changed. */
  private List<String> diff(String path) {
    List<String> old = lines(before.file(path).orElse(""));
    List<String> fresh = lines(after.file(path).orElse(""));
    Patch<String> patch = DiffUtils.diff(old, fresh);
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(path, path, old, patch, CONTEXT_LINES);
    return unified.isEmpty() ? unified : unified.subList(2, unified.size());
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static String kind(String line) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> "added";
      case '-' -> "removed";
      case '@' -> "hunk";
      default -> "same";
    };
  }
}
