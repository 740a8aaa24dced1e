// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows how two files differ. */
record DiffFilesTool(Root root, int maxCharacters) implements ToolAction {

  private static final int MAX_LINES = 5_000;
  private static final int FEW_LINES = 1_000;
  private static final int CONTEXT = 2;

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "diff_files",
        "Shows how two files differ. Spreadsheets are compared row by row.",
        "\"before\":{\"type\":\"string\"},\"after\":{\"type\":\"string\"}",
        "before",
        "after");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    Path before = root.file(arguments.text("before"));
    Path after = root.file(arguments.text("after"));
    if (Files.mismatch(before, after) < 0) {
      return "The files are the same, byte by byte.";
    }
    FileContent left = FileContent.of(before);
    FileContent right = FileContent.of(after);
    if (!left.isReadable() || !right.isReadable()) {
      return "The files differ, and at least one is binary: they cannot be compared line by line.";
    }
    return diff(root.nameOf(before), lines(left), root.nameOf(after), lines(right));
  }

  private static List<String> lines(FileContent content)
      throws IOException, ToolComplaintException {
    List<String> all = new ArrayList<>();
    try (TextLines lines = content.lines()) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        all.add(line.get());
        if (all.size() > MAX_LINES) {
          throw new ToolComplaintException(
              "The files are too long to compare (over " + MAX_LINES + " lines). Use search.");
        }
      }
    }
    return all;
  }

  private String diff(String leftName, List<String> left, String rightName, List<String> right) {
    Patch<String> patch = patch(left, right);
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(leftName, rightName, left, patch, CONTEXT);
    if (diff.isEmpty()) {
      return "The files read the same; they differ only in what is not shown, such as styles.";
    }
    StringBuilder answer = new StringBuilder();
    for (String line : diff) {
      if (answer.length() + line.length() > maxCharacters) {
        return answer.append("(more differences are left out)").toString();
      }
      answer.append(line).append('\n');
    }
    return answer.toString();
  }

  /** The usual algorithm reads better; the other needs little memory when all lines differ. */
  private static Patch<String> patch(List<String> left, List<String> right) {
    return Math.max(left.size(), right.size()) <= FEW_LINES
        ? DiffUtils.diff(left, right)
        : DiffUtils.diff(left, right, MyersDiffWithLinearSpace.factory().create(String::equals));
  }
}
