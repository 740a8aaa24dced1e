// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A heading as someone writes it.
 *
 * @param level 1 to 6; 0 when the marks are left out
 * @param title the heading without its marks
 */
public record HeadingText(int level, String title) {

  private static final Pattern ATX = Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*))?");
  private static final Pattern CLOSING_MARKS = Pattern.compile("(?:^|[ \\t]+)#+[ \\t]*$");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Reads a heading with or without marks. */
  public static HeadingText of(String written) {
    String line = written.strip();
    return ofLine(line).orElseGet(() -> new HeadingText(0, line));
  }

  /** Returns the heading that a line of Markdown is; empty when it is none. */
  public static Optional<HeadingText> ofLine(String line) {
    Matcher atx = ATX.matcher(line);
    if (!atx.matches()) {
      return Optional.empty();
    }
    String title = Optional.ofNullable(atx.group(2)).orElse("");
    String open = CLOSING_MARKS.matcher(title.stripTrailing()).replaceFirst("");
    return Optional.of(new HeadingText(atx.group(1).length(), open.strip()));
  }

  /** Returns the title with white space collapsed, in lower case. */
  public String normalised() {
    return SPACES.matcher(title.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }
}
