// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A distinctive piece of a reference: if it stands in a text, it was quoted. Distinctive are
 *
 * <ul>
 *   <li>numbers with four significant digits, or three of which some follow the point;
 *   <li>two words or more with ten characters together; of a text of nine words or more, each eight
 *       in a row;
 *   <li>one word of five characters that mixes letters and digits, or of twenty; for an answer also
 *       one of six letters.
 * </ul>
 *
 * @param text the normal form of the words, or of the number
 * @param number whether it is a number, to be compared by value
 * @param plain whether it is at most three words of small letters only
 */
record Quotation(String text, boolean number, boolean plain) {

  private static final int ROW = 8;
  private static final int MAX_WORDS = 4_000;
  private static final Pattern PLAIN = Pattern.compile("\\p{Ll}+(?: \\p{Ll}+){0,2}");

  /** Returns the distinctive pieces of a reference answer. */
  static List<Quotation> ofAnswer(String answer) {
    List<Quotation> pieces = new ArrayList<>(of(answer, 6));
    // An answer in several parts is given away by each of them.
    ArtifactValues.in(answer).stream()
        .filter(value -> value.length() < answer.strip().length())
        .forEach(value -> pieces.addAll(of(value, 6)));
    return pieces;
  }

  /** Returns the distinctive pieces of one of many values of a reference. */
  static List<Quotation> ofValue(String value) {
    return of(value, 20);
  }

  boolean isIn(NormalText where) {
    return number ? where.numbers().contains(text) : where.holds(text);
  }

  private static List<Quotation> of(String value, int longWord) {
    Optional<String> asNumber = NormalText.number(value);
    if (asNumber.isPresent()) {
      return isDistinctive(asNumber.get())
          ? List.of(new Quotation(asNumber.get(), true, false))
          : List.of();
    }
    String words = NormalText.of(value).text();
    String[] parts = words.split(" ");
    if (parts.length > ROW) {
      return rows(parts);
    }
    boolean distinctive =
        parts.length > 1 ? words.length() >= 10 : isDistinctiveWord(words, longWord);
    return distinctive
        ? List.of(new Quotation(words, false, PLAIN.matcher(value.strip()).matches()))
        : List.of();
  }

  private static List<Quotation> rows(String[] words) {
    List<Quotation> rows = new ArrayList<>();
    for (int i = 0; i + ROW <= Math.min(words.length, MAX_WORDS); i++) {
      rows.add(new Quotation(String.join(" ", List.of(words).subList(i, i + ROW)), false, false));
    }
    return rows;
  }

  private static boolean isDistinctive(String number) {
    String digits = number.replace(".", "").replaceAll("^0+|0+$", "");
    return digits.length() >= (number.contains(".") ? 3 : 4);
  }

  private static boolean isDistinctiveWord(String word, int longWord) {
    boolean digit = word.chars().anyMatch(Character::isDigit);
    boolean letter = word.chars().anyMatch(Character::isLetter);
    return letter && word.length() >= (digit ? 5 : longWord);
  }
}
