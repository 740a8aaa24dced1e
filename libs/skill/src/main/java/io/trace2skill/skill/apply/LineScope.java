// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Consecutive lines of a file as one text, to find texts in that may span lines. */
final class LineScope {

  private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
  private static final Pattern LEADING_BLANK_LINES = Pattern.compile("^(?:[ \\t]*\\n)+");

  private final List<Line> lines;
  private final int firstLine;
  private final String text;
  private final int[] lineStarts;

  LineScope(List<Line> lines, int firstLine) {
    this.lines = lines;
    this.firstLine = firstLine;
    this.text = lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    this.lineStarts = new int[lines.size()];
    for (int i = 1; i < lineStarts.length; i++) {
      lineStarts[i] = lineStarts[i - 1] + lines.get(i - 1).text().length() + 1;
    }
  }

  List<Line> lines() {
    return lines;
  }

  Optional<Anchor> findExact(String wanted) {
    String lf = LINE_END.matcher(wanted).replaceAll("\n").stripTrailing();
    String needle = LEADING_BLANK_LINES.matcher(lf).replaceFirst("");
    List<Integer> starts = occurrences(text, needle);
    return starts.stream()
        .findFirst()
        .map(at -> anchor(at, at + needle.length(), AnchorMatch.EXACT, starts.size()));
  }

  Optional<Anchor> findIgnoringWhitespace(String wanted) {
    Collapsed scope = Collapsed.of(text);
    String needle = Collapsed.of(wanted).text().strip();
    List<Integer> starts = occurrences(scope.text(), needle);
    return starts.stream()
        .findFirst()
        .map(
            at -> {
              int start = scope.origin().get(at);
              int end = scope.origin().get(at + needle.length() - 1) + 1;
              return anchor(start, end, AnchorMatch.WHITESPACE, starts.size());
            });
  }

  /** Returns the anchor of whole lines, counted within this scope. */
  Anchor wholeLines(int first, int last, double similarity, int candidates) {
    int end = lines.get(last).text().length();
    return new Anchor(
        firstLine + first, 0, firstLine + last, end, AnchorMatch.FUZZY, similarity, candidates);
  }

  private static List<Integer> occurrences(String haystack, String needle) {
    List<Integer> starts = new ArrayList<>();
    int at = needle.isEmpty() ? -1 : haystack.indexOf(needle);
    while (at >= 0) {
      boolean whole =
          WordBoundary.at(haystack, at) && WordBoundary.at(haystack, at + needle.length());
      if (whole) {
        starts.add(at);
      }
      at = haystack.indexOf(needle, at + (whole ? needle.length() : 1));
    }
    return starts;
  }

  private Anchor anchor(int start, int end, AnchorMatch how, int candidates) {
    int first = lineOf(start);
    int last = lineOf(end - 1);
    return new Anchor(
        firstLine + first,
        start - lineStarts[first],
        firstLine + last,
        end - lineStarts[last],
        how,
        1,
        candidates);
  }

  private int lineOf(int offset) {
    int at = Arrays.binarySearch(lineStarts, offset);
    return at >= 0 ? at : -at - 2;
  }

  /**
   * A text with each run of white space as one space.
   *
   * @param origin for each character, where it stands in the original text
   */
  private record Collapsed(String text, List<Integer> origin) {

    static Collapsed of(String original) {
      StringBuilder text = new StringBuilder();
      List<Integer> origin = new ArrayList<>();
      for (int i = 0; i < original.length(); i++) {
        char c = original.charAt(i);
        boolean space = Character.isWhitespace(c) || c == '\u00a0';
        if (!space || text.length() == 0 || text.charAt(text.length() - 1) != ' ') {
          text.append(space ? ' ' : c);
          origin.add(i);
        }
      }
      return new Collapsed(text.toString(), origin);
    }
  }
}
