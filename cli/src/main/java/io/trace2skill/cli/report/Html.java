// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Builds HTML in which all text and attribute values are escaped: the one place where a character
 * from outside can enter a page. Elements are closed in the order in which they were opened. Not
 * thread-safe.
 */
final class Html {

  private static final Set<String> VOID = Set.of("meta", "br", "hr");

  private final StringBuilder out = new StringBuilder(64 * 1024);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; values are escaped
   */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append(">");
    return this;
  }

  /** Closes the element that was opened last and ends the line. */
  Html closeLine() {
    close();
    out.append('\n');
    return this;
  }

  /** Writes an element that has no content. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    if (!VOID.contains(tag)) {
      out.append("</").append(tag).append(">");
    }
    return this;
  }

  /** Writes an element that holds text only. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Writes text. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** Writes what is HTML already; never anything that comes from outside. */
  Html trusted(String html) {
    out.append(html);
    return this;
  }

  /**
   * Returns the page.
   *
   * @throws IllegalStateException when an element is still open
   */
  String build() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
  }

  /**
   * Control characters that HTML does not allow, and those that hide or reorder text, are shown.
   */
  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (isHidden(c)) {
            out.append("\\u%04X".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  private static boolean isHidden(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
    boolean bidi = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return control || bidi;
  }
}
