// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import java.util.regex.Pattern;

/** Judges a value by what stands around it. */
final class Surroundings {

  private static final Pattern OBJECT =
      Pattern.compile("\\{\\s*(?:[\"'}/]|[\\p{L}_$][\\p{L}\\p{N}_$-]*\\s*:|\\z)");
  private static final Pattern ARRAY =
      Pattern.compile("\\[\\s*(?:[\"'{\\[\\]/0-9-]|(?:true|false|null|True|False|None)\\b|\\z)");

  private static final String GOES_ON =
      "the JSON ends before all is said: what follows its last bracket looks like a part of it."
          + " Write quotation marks inside strings as \\\"";
  private static final String BEGINS_LATE =
      "the bracket that opens the JSON is missing: there is a field name or an element before it";

  private Surroundings() {}

  /** Returns whether a bracket is likely to open a value rather than to stand in prose. */
  static boolean opensValue(String text, int at) {
    Pattern pattern = text.charAt(at) == '{' ? OBJECT : ARRAY;
    return pattern.matcher(text).region(at, text.length()).lookingAt();
  }

  /**
   * Returns what was read, or why it is not all of a value.
   *
   * @param doubtful whether something before it is broken, so that it may be a part of that
   */
  static FoundJson checked(String text, int from, ValueReader.At read, boolean doubtful) {
    if (!(read.found() instanceof FoundJson.Whole whole)) {
      return read.found();
    }
    if (isContinued(text, from)) {
      return new FoundJson.Broken(BEGINS_LATE, whole.length());
    }
    return goesOn(text, read.end(), doubtful)
        ? new FoundJson.Broken(GOES_ON, whole.length())
        : whole;
  }

  /** Returns whether what stands before is the name of a field, or an element of a list. */
  private static boolean isContinued(String text, int from) {
    int last = before(text, from);
    char sign = text.charAt(last);
    char subject = text.charAt(before(text, last));
    return last > 0
        && ((sign == ':' && subject == '"') || (sign == ',' && "\"}]".indexOf(subject) >= 0));
  }

  private static int before(String text, int from) {
    int at = from - 1;
    while (at > 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return Math.max(at, 0);
  }

  private static boolean goesOn(String text, int end, boolean doubtful) {
    return continues(text, end) || hasStrayBracket(text, end, doubtful);
  }

  private static boolean continues(String text, int end) {
    int next = skipBlank(text, end);
    if (next >= text.length()) {
      return false;
    }
    if (text.charAt(next) == ',') {
      int after = skipBlank(text, next + 1);
      return after < text.length() && "\"'{[".indexOf(text.charAt(after)) >= 0;
    }
    return next == end && "\":".indexOf(text.charAt(next)) >= 0;
  }

  /**
   * Returns whether a bracket is closed that was never opened, up to the next value. Brackets only
   * are no harm: models write one too many now and then.
   */
  private static boolean hasStrayBracket(String text, int end, boolean doubtful) {
    int depth = 0;
    boolean more = doubtful;
    for (int at = end; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{' || c == '[') {
        if (opensValue(text, at)) {
          return false;
        }
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth < 0 && more) {
          return true;
        }
        depth = Math.max(depth, 0);
      } else if (c == '`' && text.startsWith("```", at)) {
        return false;
      } else {
        more |= !Character.isWhitespace(c);
      }
    }
    return false;
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
