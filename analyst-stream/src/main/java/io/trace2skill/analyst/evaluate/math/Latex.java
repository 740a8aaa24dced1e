// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes from LaTeX what is there for the eye only. */
final class Latex {

  private static final String BOXED = "\\boxed";
  private static final Pattern DELIMITER = Pattern.compile("\\\\[()\\[\\]]|(?<!\\\\)\\$|\\\\\\$");
  private static final Pattern SPACING =
      Pattern.compile("\\\\(?:left|right|big|Big|bigg|Bigg|displaystyle|quad|qquad)(?![a-zA-Z])");
  private static final Pattern THIN_SPACE = Pattern.compile("\\\\[,;:! ]|~");
  private static final Pattern FRACTION = Pattern.compile("\\\\[dtc]frac(?![a-zA-Z])");
  private static final Pattern DEGREES =
      Pattern.compile("\\^\\s*\\{?\\s*\\\\circ\\s*}?|\\\\degree(?![a-zA-Z])|°");
  private static final Pattern WORDS =
      Pattern.compile("\\\\(?:text|mathrm|textrm|mbox|textbf|mathbf|operatorname)\\s*\\{([^{}]*)}");
  private static final Pattern UNIT =
      Pattern.compile(WORDS.pattern() + "(?:\\s*\\^\\s*(?:\\{-?\\d}|\\d))?\\s*$");
  private static final Pattern THOUSANDS =
      Pattern.compile("(?<![\\d.,(\\[{])\\d{1,3}(?:(?:,|\\{,}|\\\\,)\\d{3})+(?![\\d,])");

  private Latex() {}

  /** Returns what the last {@code \boxed{}} holds. */
  static Optional<String> boxed(String text) {
    int at = text.lastIndexOf(BOXED);
    int open = at < 0 ? -1 : text.indexOf('{', at);
    if (open < 0) {
      return Optional.empty();
    }
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return Optional.of(text.substring(open + 1, i));
      }
    }
    return Optional.empty();
  }

  /** Returns the formula without delimiters, spacing, units and thousands separators. */
  static String plain(String text) {
    String bare = DELIMITER.matcher(joinThousands(text)).replaceAll("");
    bare = SPACING.matcher(bare).replaceAll(" ");
    bare = THIN_SPACE.matcher(bare).replaceAll(" ");
    bare = FRACTION.matcher(bare).replaceAll("\\\\frac");
    bare = DEGREES.matcher(bare).replaceAll("");
    bare = bare.replace('−', '-').replace('–', '-').replace('\u00a0', ' ');
    return withoutWords(bare.strip());
  }

  /** {@code 1,234} is one number, but {@code (1,234)} may well be a point. */
  private static String joinThousands(String text) {
    return THOUSANDS
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(match.group().replaceAll("[^\\d]", "")));
  }

  /** Words after a value are its unit; words elsewhere are part of the answer. */
  private static String withoutWords(String text) {
    String value = UNIT.matcher(text).replaceFirst("").strip();
    String kept = value.isEmpty() || !endsAValue(value) ? text : value;
    return WORDS
        .matcher(kept)
        .replaceAll(match -> Matcher.quoteReplacement(match.group(1)))
        .strip();
  }

  private static boolean endsAValue(String text) {
    char last = text.charAt(text.length() - 1);
    return Character.isDigit(last) || last == '}' || last == ')' || text.endsWith("\\pi");
  }
}
