// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import java.util.ArrayList;
import java.util.List;

/** Finds commas that are not inside brackets. An interval may open and close differently. */
final class Brackets {

  private Brackets() {}

  /** Returns true when the first bracket of the text closes at its very end. */
  static boolean encloses(String text) {
    if (text.length() < 3 || change(text.charAt(0)) != 1) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += change(text.charAt(i));
      if (depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }

  /** Splits at commas outside of brackets. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += change(text.charAt(i));
      if (text.charAt(i) == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static int change(char c) {
    return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
  }
}
