// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.util.Locale;

/**
 * One thing that can be learned.
 *
 * @param number in the catalog, from 0
 * @param section of the skill that it belongs to, without the # signs
 * @param topic in a word or two
 * @param advice what to do
 * @param reason why
 * @param otherWords the advice again, said differently
 */
public record Lesson(
    int number, String section, String topic, String advice, String reason, String otherWords) {

  /** How many ways there are to say a lesson. */
  public static final int WORDINGS = 3;

  /**
   * Returns the lesson as an item of a Markdown list.
   *
   * @param wording from 0 to below {@link #WORDINGS}
   */
  public String wording(int wording) {
    return switch (wording) {
      case 0 -> "- **" + topic + "**: " + capital(advice) + ", because " + reason + ".";
      case 1 -> "- " + capital(otherWords) + ": " + reason + ".";
      case 2 -> "- When it comes to " + topic.toLowerCase(Locale.ROOT) + ", " + advice + ".";
      default -> throw new IllegalArgumentException("no wording " + wording);
    };
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
