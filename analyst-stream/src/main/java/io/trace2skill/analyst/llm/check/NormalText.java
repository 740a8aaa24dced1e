// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in a form in which quotation survives formatting: composed, in small letters, whatever is
 * neither letter nor digit a single space; and its numbers by value, so that {@code 1,234.50} is
 * {@code 1234.5}.
 *
 * @param text the words, a space between two and none around
 * @param numbers the values of the numbers, in plain notation without a sign
 */
record NormalText(String text, Set<String> numbers) {

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.])\\d{1,3}(?:[,\u00a0\u202f ]\\d{3})+(?:\\.\\d+)?(?![\\p{L}\\p{N}])"
              + "|(?<![\\p{L}\\p{N}.])\\d{1,18}(?:\\.\\d{1,18})?(?![\\p{L}\\p{N}])");

  static NormalText of(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    Set<String> numbers = new HashSet<>();
    for (Matcher matcher = NUMBER.matcher(composed); matcher.find(); ) {
      numbers.add(plain(matcher.group().replaceAll("[^0-9.]", "")));
    }
    String words = SEPARATOR.matcher(composed.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    return new NormalText(words, numbers);
  }

  /** Returns the value in the form of {@link #numbers}, if the whole text is one number. */
  static Optional<String> number(String text) {
    String bare = text.strip().replaceFirst("^[-+$\u20ac\u00a3(]+", "").replaceFirst("[%)]+$", "");
    Matcher matcher = NUMBER.matcher(bare);
    return matcher.matches()
        ? Optional.of(plain(bare.replaceAll("[^0-9.]", "")))
        : Optional.empty();
  }

  /**
   * Returns whether the words stand here one after the other.
   *
   * @param words normal text, not empty
   */
  boolean holds(String words) {
    return (" " + text + " ").contains(" " + words + " ");
  }

  private static String plain(String digits) {
    BigDecimal value = new BigDecimal(digits).stripTrailingZeros();
    return value.toPlainString();
  }
}
