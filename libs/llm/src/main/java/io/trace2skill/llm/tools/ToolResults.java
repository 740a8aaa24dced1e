// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

/** Keeps results of tools at a length that a conversation can bear. */
final class ToolResults {

  /** Most characters of a result. */
  static final int MAX_CHARS = 16_000;

  private static final int HEAD = MAX_CHARS * 3 / 4;
  private static final int TAIL = MAX_CHARS - HEAD;

  private ToolResults() {}

  /** Returns the text, or its head and tail with a note on what is left out between them. */
  static String cap(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    int from = HEAD - (Character.isHighSurrogate(text.charAt(HEAD - 1)) ? 1 : 0);
    int to = text.length() - TAIL;
    to += Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
    return text.substring(0, from)
        + "\n[... "
        + (to - from)
        + " characters left out ...]\n"
        + text.substring(to);
  }
}
