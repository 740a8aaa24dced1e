// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

/** Shortens text from the middle, so that its beginning and its end stay. */
final class Excerpt {

  /** Longest text that stands for what was left out of one text. */
  private static final int MARKER = 44;

  private Excerpt() {}

  /**
   * Returns the text, or its head and tail around a marker that says how much is missing. Two
   * thirds of what stays is head.
   *
   * @param most longest result, in characters; not negative
   */
  static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int kept = most - MARKER;
    if (kept < MARKER) {
      return text.substring(0, boundary(text, most));
    }
    int head = boundary(text, kept - kept / 3);
    int tail = boundary(text, text.length() - kept / 3);
    return text.substring(0, head)
        + "\n[... %d characters left out ...]\n".formatted(tail - head)
        + text.substring(tail);
  }

  /** Never cuts a character of two code units in two. */
  private static int boundary(String text, int index) {
    boolean splits =
        index > 0
            && index < text.length()
            && Character.isHighSurrogate(text.charAt(index - 1))
            && Character.isLowSurrogate(text.charAt(index));
    return splits ? index - 1 : index;
  }
}
