// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts text of a trajectory into a lesson so that it stays a quotation: in a code span, on one
 * line, of bounded length, and without anything that Markdown or a reader takes for structure.
 */
final class Quote {

  /** Longest quotation, in characters. */
  static final int MAX_LENGTH = 160;

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:/-]{0,63}");
  private static final Pattern TAG_OPENING =
      Pattern.compile("<(?=[A-Za-z/!?])(?!" + Masker.KINDS + ">)");
  private static final Pattern LINK = Pattern.compile("\\](?=[(\\[:])");

  private static final Pattern FULL_STOP = Pattern.compile("[.\\s]+$");

  private Quote() {}

  /** Returns the masked text as a code span. */
  static String code(String masked) {
    String inert = masked.replace('`', '\'');
    inert = TAG_OPENING.matcher(inert).replaceAll("");
    inert = LINK.matcher(inert).replaceAll("] ");
    inert = FULL_STOP.matcher(inert.strip()).replaceFirst("");
    return "`" + shorten(inert) + "`";
  }

  /** Returns a name as a code span, or empty when it is no plain identifier. */
  static Optional<String> name(String identifier) {
    return IDENTIFIER.matcher(identifier).matches()
        ? Optional.of("`" + identifier + "`")
        : Optional.empty();
  }

  /** Returns the tool's name as a code span, or words when it is no plain identifier. */
  static String tool(String tool) {
    return name(tool).orElse("the tool");
  }

  /** Returns the same as {@link #tool} for the beginning of a sentence. */
  static String toolAtStart(String tool) {
    return name(tool).orElse("The tool");
  }

  /** Returns the names that are plain identifiers, as code spans with commas between. */
  static String names(Collection<String> identifiers) {
    return identifiers.stream().flatMap(n -> name(n).stream()).collect(Collectors.joining(", "));
  }

  /** Cuts between words, so that no placeholder is cut in two. */
  private static String shorten(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int space = text.lastIndexOf(' ', MAX_LENGTH - 2);
    return text.substring(0, space > 0 ? space : 0) + " …";
  }
}
