// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.regex.Pattern;

/** Keeps tables whole: rows may be put in below the head, everything else goes to the edge. */
final class TableRows {

  private static final Pattern DELIMITER = Pattern.compile("^\\s*\\|(?:\\s*:?-+:?\\s*\\|)+\\s*$");

  private final MarkdownDocument document;

  TableRows(MarkdownDocument document) {
    this.document = document;
  }

  /** Returns where lines that were to go to {@code at} go when that is inside a table. */
  int place(int at, boolean after, ContentBlock block) {
    int start = at;
    while (start > document.bodyStart() && isRow(start - 1)) {
      start--;
    }
    int end = at;
    while (end < document.lines().size() && isRow(end)) {
      end++;
    }
    boolean table = end - start >= 2 && isDelimiter(start + 1);
    boolean row = block.lines().stream().allMatch(line -> line.stripLeading().startsWith("|"));
    if (!table || (row && at >= start + 2)) {
      return at;
    }
    if (row) {
      return start + 2;
    }
    return after ? end : start;
  }

  private boolean isRow(int line) {
    boolean marked = document.lines().get(line).text().stripLeading().startsWith("|");
    return marked
        && document.verbatimBlocks().stream().noneMatch(b -> b.start() <= line && line < b.end());
  }

  private boolean isDelimiter(int line) {
    return DELIMITER.matcher(document.lines().get(line).text()).matches();
  }
}
