// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One line of a file.
 *
 * @param text the line without its end
 * @param ending {@code \n}, {@code \r\n} or {@code \r}; empty for a last line without an end
 */
public record Line(String text, String ending) {

  /** Returns whether the line holds nothing but white space. */
  public boolean isBlank() {
    return text.isBlank();
  }

  /** Splits a text such that the lines put together are the text again. */
  public static List<Line> split(String text) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = endOfLine(text, start);
      int next = afterEnding(text, end);
      lines.add(new Line(text.substring(start, end), text.substring(end, next)));
      start = next;
    }
    return Collections.unmodifiableList(lines);
  }

  private static int endOfLine(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int afterEnding(String text, int end) {
    if (end == text.length()) {
      return end;
    }
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}
