// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/** Replies as bad models give them. */
final class Damage {

  private static final double CUT = 0.6;
  private static final int VARIANTS = 4;

  private Damage() {}

  /** Returns prose that answers nothing. */
  static String nonsense(Draw draw) {
    return "Sure! I looked at everything you sent and it reads well. Case "
        + (int) (draw.uniform("nonsense") * 1_000_000)
        + " is a nice one; tell me if you want me to go on.";
  }

  /** Returns the text cut as a limit of tokens would. */
  static String cut(String text) {
    int end = (int) (text.length() * CUT);
    boolean splitsAPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsAPair ? end - 1 : end);
  }

  /** Returns JSON text that does not parse any more; prose comes back as it is. */
  static String malformed(String text, Draw draw) {
    return switch ((int) (draw.uniform("malformed") * VARIANTS)) {
      case 0 -> withoutLast(text, '}');
      case 1 -> withoutLast(text, '"');
      case 2 -> text.replaceFirst("\": ?\"", "\": \"a \"quoted\" word, ");
      default -> cut(text);
    };
  }

  private static String withoutLast(String text, char missing) {
    int at = text.lastIndexOf(missing);
    return at < 0 ? text : text.substring(0, at) + text.substring(at + 1);
  }
}
