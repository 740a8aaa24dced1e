// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a new text in place of an old one.
 *
 * @param lines the lines that hold the old text
 * @param anchor where in them it is
 * @param verbatim whether they are code, in which nothing is a heading
 */
record Replacement(List<String> lines, Anchor anchor, boolean verbatim) {

  private static final Pattern LIST_MARK = Pattern.compile("^\\s*(?:[-*+]|\\d+[.)])\\s+");
  private static final Pattern INDENT = Pattern.compile("^\\s*");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(?:```|~~~).*");

  /** Returns the lines that take the place of the old ones. */
  List<String> with(String oldText, String newText) {
    String before = before(oldText);
    String after = lines.get(lines.size() - 1).substring(anchor.endColumn());
    List<String> content = new ArrayList<>(contentLines(newText));
    if (content.isEmpty()) {
      String rest = withoutDoubleSpace(before, after);
      return rest.isBlank() ? List.of() : List.of(rest);
    }
    return join(before, content, after);
  }

  private String before(String oldText) {
    String line = lines.get(0);
    if (anchor.how() != AnchorMatch.FUZZY) {
      return line.substring(0, anchor.firstColumn());
    }
    // Whole lines were found: a list mark stays unless the old text had one to be replaced.
    Matcher mark = LIST_MARK.matcher(line);
    if (mark.find() && !LIST_MARK.matcher(oldText.strip()).find()) {
      return mark.group();
    }
    Matcher indent = INDENT.matcher(line);
    return indent.find() ? indent.group() : "";
  }

  private List<String> contentLines(String newText) {
    String text = anchor.how() == AnchorMatch.EXACT ? newText.stripTrailing() : newText.strip();
    List<String> content = Line.split(text).stream().map(Line::text).toList();
    int start = 0;
    while (start < content.size() && content.get(start).isBlank()) {
      start++;
    }
    return content.subList(start, content.size());
  }

  private List<String> join(String before, List<String> content, String after) {
    List<String> joined = new ArrayList<>(content);
    if (!before.isBlank() && startsBlock(content.get(0))) {
      joined.addAll(0, List.of(before.stripTrailing(), ""));
    } else {
      joined.set(0, before + joined.get(0));
    }
    int last = joined.size() - 1;
    if (!after.isBlank() && startsBlock(content.get(content.size() - 1))) {
      joined.addAll(List.of("", after.stripLeading()));
    } else {
      joined.set(last, joined.get(last) + after);
    }
    return joined;
  }

  private boolean startsBlock(String line) {
    return !verbatim && (HeadingText.ofLine(line).isPresent() || FENCE.matcher(line).matches());
  }

  private static String withoutDoubleSpace(String before, String after) {
    boolean spaces = !before.isBlank() && before.endsWith(" ") && after.startsWith(" ");
    return spaces ? before + after.substring(1) : before + after;
  }
}
