// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import io.trace2skill.skill.markdown.BlockScanner.HeadingLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes sections of headings, and finds a section by its heading. */
final class SectionIndex {

  private SectionIndex() {}

  static List<Section> build(List<HeadingLines> headings, List<Line> lines) {
    List<Section> sections = new ArrayList<>();
    Deque<HeadingLines> open = new ArrayDeque<>();
    for (int i = 0; i < headings.size(); i++) {
      HeadingLines heading = headings.get(i);
      while (!open.isEmpty() && open.getLast().level() >= heading.level()) {
        open.removeLast();
      }
      OptionalInt parent =
          open.isEmpty() ? OptionalInt.empty() : OptionalInt.of(open.getLast().start());
      open.addLast(heading);
      int end = end(headings, i, lines.size());
      sections.add(
          new Section(
              heading.level(), title(heading, lines), heading.start(), heading.end(), end, parent));
    }
    return sections;
  }

  private static int end(List<HeadingLines> headings, int index, int lineCount) {
    int level = headings.get(index).level();
    return headings.stream()
        .skip(index + 1L)
        .filter(next -> next.level() <= level)
        .findFirst()
        .map(HeadingLines::start)
        .orElse(lineCount);
  }

  private static String title(HeadingLines heading, List<Line> lines) {
    String first = lines.get(heading.start()).text();
    if (heading.end() - heading.start() == 1) {
      return HeadingText.of(first.replace(MarkdownDocument.BYTE_ORDER_MARK, "")).title();
    }
    // A setext heading: the last line is its underline.
    return lines.subList(heading.start(), heading.end() - 1).stream()
        .map(line -> line.text().strip())
        .collect(Collectors.joining(" "));
  }

  static Optional<SectionMatch> find(List<Section> sections, String heading) {
    HeadingText wanted = HeadingText.of(heading);
    if (wanted.title().isBlank()) {
      return Optional.empty();
    }
    Predicate<Section> level = s -> wanted.level() == 0 || s.level() == wanted.level();
    Predicate<Section> title = s -> s.title().equals(wanted.title());
    Predicate<Section> similar =
        s -> new HeadingText(s.level(), s.title()).normalised().equals(wanted.normalised());
    return best(sections, level.and(title), true)
        .or(() -> best(sections, level.and(similar), false))
        .or(() -> best(sections, similar, false));
  }

  private static Optional<SectionMatch> best(
      List<Section> sections, Predicate<Section> rule, boolean exact) {
    List<Section> matches = sections.stream().filter(rule).toList();
    return matches.stream()
        .findFirst()
        .map(section -> new SectionMatch(section, exact, matches.size()));
  }
}
