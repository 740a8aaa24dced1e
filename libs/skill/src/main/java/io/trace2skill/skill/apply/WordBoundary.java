// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Tells where a text may be cut without splitting a word. */
final class WordBoundary {

  /** Scripts that do not set words apart, so that any place in them is one to cut at. */
  private static final Set<UnicodeScript> UNSPACED =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private WordBoundary() {}

  static boolean at(String text, int offset) {
    if (offset <= 0 || offset >= text.length()) {
      return true;
    }
    return !(isWord(text.codePointBefore(offset)) && isWord(text.codePointAt(offset)));
  }

  private static boolean isWord(int codePoint) {
    boolean letter = Character.isLetterOrDigit(codePoint) || codePoint == '_';
    return letter && !UNSPACED.contains(UnicodeScript.of(codePoint));
  }
}
