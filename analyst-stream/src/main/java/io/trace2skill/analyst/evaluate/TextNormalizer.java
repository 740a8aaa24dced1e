// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings answers that people take for the same into one form: Unicode compatibility form, lower
 * case, single spaces, no quotation marks or emphasis around and no punctuation at the end. A sign
 * or a decimal point in front stays, as it is part of the answer. Normalising twice changes nothing
 * more.
 */
final class TextNormalizer {

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");
  private static final String QUOTES = "\"'`*_\\p{Pi}\\p{Pf} ";
  private static final Pattern HEAD = Pattern.compile("^[" + QUOTES + "]+");
  private static final Pattern TAIL = Pattern.compile("[" + QUOTES + ".,;:!?。、]+$");
  private static final Pattern ARTICLE = Pattern.compile("(?:(?<= )|^)(?:a|an|the) ");

  private final boolean ignoresArticles;

  TextNormalizer(boolean ignoresArticles) {
    this.ignoresArticles = ignoresArticles;
  }

  String normalize(String text) {
    String folded = compatible(compatible(text).toLowerCase(Locale.ROOT));
    String spaced = SPACE.matcher(folded).replaceAll(" ").strip();
    String bare = strip(spaced);
    if (!ignoresArticles) {
      return bare;
    }
    String without = strip(ARTICLE.matcher(bare).replaceAll(""));
    return without.equals(bare) ? bare : normalize(without);
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** An answer of nothing but punctuation is kept as it is. */
  private static String strip(String text) {
    String tail = TAIL.matcher(text).replaceAll("");
    String bare = HEAD.matcher(tail).replaceAll("");
    return bare.isEmpty() ? text : bare;
  }
}
