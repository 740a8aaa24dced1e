// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What no proposed text may bring into a skill, whoever proposes it: characters that a reader does
 * not see, commands that fetch code and run it, and marks that open a turn of a conversation. The
 * one rule for merging and consolidating; what is in a skill that a person registered is theirs.
 */
public final class UntrustedText {

  private static final String FETCH =
      "\\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\\b";

  /** An address, a variable or an option, by which a command is told from a word in a table. */
  private static final String WHAT =
      "[^|\\n]{0,200}?(?:[\\w>]:|\\w[./]\\w|[$<]|\\s-)[^\\n]{0,400}?";

  private static final String RUN =
      "\\s*(?:(?:sudo|env|exec|nohup)\\s+(?:-\\S+\\s+)*)*(?:/\\S*/)?"
          + "(?:(?:ba|z|da|k|c|fi|a)?sh|python[\\d.]*|perl|ruby|node|php|iex|invoke-expression"
          + "|powershell|pwsh|osascript)\\b";

  private static final List<Pattern> REMOTE_CODE =
      List.of(
          pattern(FETCH + WHAT + "\\|" + RUN),
          pattern("\\bbase64\\s+(?:-d|--decode)\\b[^\\n]{0,200}?\\|" + RUN),
          pattern("[<>$]\\(\\s*" + FETCH + "\\s"),
          pattern("\\b(?:eval|iex|invoke-expression)\\b[^\\n]{0,40}" + FETCH + "\\s"),
          pattern(FETCH + WHAT + "(?:&&|;)[^\\n]{0,200}?\\bchmod\\s+\\S*x"));

  private static final Pattern TURN =
      pattern("<\\|[a-z_]{2,30}\\|>|</?(?:system|assistant)>|\\[/?INST\\]");

  private UntrustedText() {}

  /** Returns why the text must not get into a skill, for a person; empty when it may. */
  public static Optional<String> problem(String text) {
    if (hidesSomething(text)) {
      return Optional.of("it holds characters that a reader does not see");
    }
    // A command may go on behind a backslash at the end of its line.
    String joined = text.replaceAll("\\\\\\r?\\n", " ");
    if (REMOTE_CODE.stream().anyMatch(pattern -> pattern.matcher(joined).find())) {
      return Optional.of("it holds a command that fetches code and runs it");
    }
    return TURN.matcher(text).find()
        ? Optional.of("it holds a mark that opens a turn of a conversation")
        : Optional.empty();
  }

  private static boolean hidesSomething(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (isJoiner(character) ? joinsLatin(text, i) : isHidden(character)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHidden(int character) {
    boolean layout = character == '\n' || character == '\r' || character == '\t';
    return !layout
        && switch (Character.getType(character)) {
          case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE -> true;
          case Character.SURROGATE -> true;
          default -> 0xE0100 <= character && character <= 0xE01EF;
        };
  }

  /** Scripts and emoji need them between their own characters, never beside a Latin one. */
  private static boolean isJoiner(int character) {
    return character == 0x200C || character == 0x200D;
  }

  private static boolean joinsLatin(String text, int at) {
    boolean before = at == 0 || text.charAt(at - 1) < 0x250;
    boolean after = at + 1 >= text.length() || text.charAt(at + 1) < 0x250;
    return before || after;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
