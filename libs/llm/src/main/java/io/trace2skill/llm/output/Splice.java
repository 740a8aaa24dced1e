// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts the beginning of a JSON value and what a model sent after it together.
 *
 * <p>The model is asked to begin with the last characters of the beginning, its {@link #tail}: so
 * the seam is certain, even where an endpoint strips blanks. Models also go on without it, repeat
 * more or less, or send all again.
 */
final class Splice {

  private static final int TAIL = 40;
  private static final int SHORTEST_OVERLAP = 12;
  private static final int LONGEST_OVERLAP = 8_000;
  // Rules of dashes or blanks repeat themselves without being repeated.
  private static final int DISTINCT = 5;
  private static final int HEAD = 16;

  private static final Pattern LEAD =
      Pattern.compile(
          "\\A\\s*(?:<(think|thinking|reasoning)>.*?</\\1>\\s*)?(?:(?:```|~~~)[a-z0-9]*[ \\t]*\\r?\\n)?",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private Splice() {}

  /** Returns the last characters of a beginning, from one that is not blank. */
  static String tail(String beginning) {
    int from = Math.max(0, beginning.length() - TAIL);
    while (from > 0
        && (Character.isWhitespace(beginning.charAt(from))
            || Character.isLowSurrogate(beginning.charAt(from)))) {
      from--;
    }
    return beginning.substring(from);
  }

  /** Returns the texts that both may make, the likeliest first; there is always one. */
  static List<String> candidates(String beginning, String more) {
    String bare = LEAD.matcher(more).replaceFirst("");
    // The blanks before it may belong to a string, unless they stand before a fence or reasoning.
    boolean hasLead = !more.stripLeading().equals(bare);
    String direct = beginning + (hasLead ? bare : more);
    List<String> texts = new ArrayList<>();
    if (withoutBlanks(beginning).length() < HEAD) {
      // What follows so few characters may well begin with the same ones; then brackets decide.
      texts.add(direct);
    }
    if (resends(beginning, bare)) {
      texts.add(bare);
    }
    int overlap = overlap(beginning, bare);
    if (overlap > 0) {
      texts.add(beginning + bare.substring(overlap));
    }
    texts.add(direct);
    return texts;
  }

  private static boolean resends(String beginning, String more) {
    String start = withoutBlanks(beginning);
    return withoutBlanks(more).startsWith(start);
  }

  /** Returns the first characters that are not blank. */
  private static String withoutBlanks(String text) {
    StringBuilder start = new StringBuilder();
    for (int at = 0; at < text.length() && start.length() < HEAD; at++) {
      if (!Character.isWhitespace(text.charAt(at))) {
        start.append(text.charAt(at));
      }
    }
    return start.toString();
  }

  private static int overlap(String beginning, String more) {
    String tail = tail(beginning);
    if (more.startsWith(tail)) {
      return tail.length();
    }
    int longest = Math.min(LONGEST_OVERLAP, Math.min(beginning.length(), more.length()));
    for (int length = longest; length >= SHORTEST_OVERLAP; length--) {
      if (beginning.regionMatches(beginning.length() - length, more, 0, length)
          && more.chars().limit(length).distinct().count() >= DISTINCT) {
        return length;
      }
    }
    return 0;
  }
}
