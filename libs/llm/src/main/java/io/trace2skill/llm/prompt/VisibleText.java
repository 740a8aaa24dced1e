// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.prompt;

/** Text of which a reader sees everything that a model sees. */
final class VisibleText {

  private VisibleText() {}

  static String of(String text) {
    return isPlain(text) ? text : cleaned(text);
  }

  /** Nearly all text is; looking costs a fraction of copying. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t') || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .map(VisibleText::plain)
        .filter(VisibleText::isVisible)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static int plain(int c) {
    return switch (Character.getType(c)) {
      case Character.SURROGATE -> 0xFFFD;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      default -> c == '\r' ? '\n' : c;
    };
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\t';
      case Character.FORMAT, Character.UNASSIGNED -> false;
      default -> !isVariationSelector(c);
    };
  }

  /** Variation selectors are no format characters, but hide any amount of text all the same. */
  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
