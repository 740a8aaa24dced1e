// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Goes through a value that is no strict JSON and writes it so that a lenient parser reads all of
 * it. Strings are told from the rest exactly as that parser does, so nothing changes inside a
 * string but backslashes that escape nothing, which are doubled to stay.
 *
 * <p>Comments are left out only where they cannot be the rest of a string with an unescaped
 * quotation mark: after a comma or an opening bracket or at the start of a line, and without
 * quotation marks.
 */
final class Mending {

  private static final Map<String, String> WORDS =
      Map.of("True", "true", "False", "false", "None", "null");

  private final String text;
  private final int to;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Character> open = new ArrayDeque<>();

  private int at;
  private char quote;
  private boolean apostrophes;

  private Mending(String text, int from, int to) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  /** Mends the value that begins at {@code from}, up to its last bracket or to {@code to}. */
  static Mending of(String text, int from, int to) {
    Mending mending = new Mending(text, from, to);
    do {
      mending.next();
    } while (mending.at < to && !mending.open.isEmpty());
    return mending;
  }

  String mended() {
    return out.toString();
  }

  /** Returns where the value, or what there is of it, ends. */
  int end() {
    return at;
  }

  boolean isClosed() {
    return open.isEmpty();
  }

  /** Returns whether nothing but one bracket is missing. */
  boolean lacksOneBracket() {
    char last = lastWritten();
    return open.size() == 1 && quote == 0 && ",:{[".indexOf(last) < 0;
  }

  /** Returns the value with the one bracket that is missing. */
  String closed() {
    return out.toString() + (open.element() == '{' ? '}' : ']');
  }

  /** Returns what there is without a number or word at its end, which may be half of one. */
  String withoutLastWord() {
    int end = out.length();
    while (quote == 0 && end > 0 && isWordPart(out.charAt(end - 1))) {
      end--;
    }
    return out.substring(0, end);
  }

  private void next() {
    char c = text.charAt(at);
    if (quote != 0) {
      inString(c);
    } else if (c == '/' && isComment()) {
      skipComment();
    } else if (Character.isLetter(c)) {
      word();
    } else {
      structure(c);
      write(1);
    }
  }

  private void inString(char c) {
    if (c == '\\' && at + 1 < to) {
      if (escapes(text.charAt(at + 1))) {
        write(2);
      } else {
        out.append('\\');
        write(1);
      }
      return;
    }
    if (c == quote) {
      quote = 0;
    }
    write(1);
  }

  private boolean escapes(char c) {
    return c == 'u' ? hexDigits(at + 2) == 4 : "\"\\/bfnrt'".indexOf(c) >= 0;
  }

  private int hexDigits(int from) {
    int count = 0;
    while (count < 4 && from + count < to && Character.digit(text.charAt(from + count), 16) >= 0) {
      count++;
    }
    return count;
  }

  private void structure(char c) {
    switch (c) {
      case '"', '\'' -> {
        quote = c;
        apostrophes |= c == '\'';
      }
      case '{', '[' -> open.push(c);
      case '}', ']' -> open.poll();
      default -> {}
    }
  }

  private void word() {
    int end = at;
    while (end < to && isWordPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end);
    out.append(WORDS.getOrDefault(word, word));
    at = end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || "_$+-.".indexOf(c) >= 0;
  }

  private boolean isComment() {
    boolean starts = text.startsWith("//", at) || text.startsWith("/*", at);
    if (!starts || ("{[,".indexOf(lastWritten()) < 0 && !startsLine())) {
      return false;
    }
    String comment = text.substring(at, commentEnd());
    return comment.indexOf('"') < 0 && !(apostrophes && comment.indexOf('\'') >= 0);
  }

  private int commentEnd() {
    boolean block = text.charAt(at + 1) == '*';
    int end = text.indexOf(block ? "*/" : "\n", at + 2);
    return end < 0 || end > to ? to : block ? Math.min(to, end + 2) : end;
  }

  private void skipComment() {
    at = commentEnd();
    out.append(' ');
  }

  private boolean startsLine() {
    int before = at - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    return before >= 0 && text.charAt(before) == '\n';
  }

  private char lastWritten() {
    int last = out.length() - 1;
    while (last >= 0 && Character.isWhitespace(out.charAt(last))) {
      last--;
    }
    return last < 0 ? 0 : out.charAt(last);
  }

  private void write(int count) {
    out.append(text, at, at + count);
    at += count;
  }
}
