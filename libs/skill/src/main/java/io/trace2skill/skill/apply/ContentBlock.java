// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.markdown.VerbatimBlock;
import java.util.List;
import java.util.Optional;

/**
 * The content of an edit as lines, without blank lines around it.
 *
 * @param lines the lines; empty for blank content
 * @param topLevel the highest level of its headings, 1 to 6; 0 without a heading
 * @param closed whether every fence that it opens is closed
 */
record ContentBlock(List<String> lines, int topLevel, boolean closed) {

  ContentBlock {
    lines = List.copyOf(lines);
  }

  static ContentBlock of(Optional<String> content) {
    MarkdownDocument fragment = MarkdownDocument.fragment(content.orElse(""));
    List<Line> all = fragment.lines();
    int end = fragment.endOfText(0, all.size());
    int start = 0;
    while (start < end && all.get(start).isBlank()) {
      start++;
    }
    int topLevel = fragment.sections().stream().mapToInt(Section::level).min().orElse(0);
    return new ContentBlock(
        all.subList(start, end).stream().map(Line::text).toList(),
        topLevel,
        fragment.verbatimBlocks().stream().allMatch(VerbatimBlock::closed));
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Returns the heading that the first line is. */
  Optional<HeadingText> heading() {
    return lines.stream().findFirst().flatMap(HeadingText::ofLine);
  }

  /** Returns what stands under the heading on the first line. */
  ContentBlock body() {
    return of(Optional.of(String.join("\n", lines.subList(1, lines.size()))));
  }
}
