// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Knows what keys, tokens and passwords look like. Two kinds: what has the form of a key wherever
 * it stands, and what is called a password or a token by the words before it. Finds the obvious
 * ones only; it is no promise that a text holds no secret.
 */
public final class Secrets {

  /** What stands where a secret was. */
  static final String MASK = "[secret]";

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.{0,20000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)"
              + "|(?<![A-Za-z0-9_-])(?:"
              + "sk-[A-Za-z0-9_-]{16,}"
              + "|(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])"
              + "|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
              + "|xox[abeoprs]-[A-Za-z0-9-]{10,}"
              + "|AIza[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}"
              + "|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*)",
          Pattern.DOTALL);

  private static final Pattern BEARER =
      Pattern.compile(
          "((?:\\bauthorization\\b[\"']?\\s{0,5}[:=]\\s{0,5}[\"']?(?:[A-Za-z]{1,20} )?|\\bbearer\\s{1,5}))"
              + "(?!\\[secret\\])[A-Za-z0-9+/_.~=-]{8,}",
          Pattern.CASE_INSENSITIVE);

  /** The value is a literal: what calls a function or expands a variable gives nothing away. */
  private static final Pattern NAMED =
      Pattern.compile(
          "((?<![A-Za-z0-9])"
              + "(?:password|passwd|passphrase|pwd|secret|secret[_-]?key|api[_-]?key|apikey|access[_-]?key"
              + "|(?:access|auth|refresh|session|bearer|api)[_-]?token|client[_-]?secret)"
              + "\\\\?[\"']?\\s{0,5}[:=]\\s{0,5}\\\\?[\"']?)"
              + "(?![\\[<{$%(])[^\\s\"'`\\\\,;&<>(){}\\[\\]]{6,}+(?![(\\[])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CREDENTIALS_IN_URL =
      Pattern.compile("(://)[^\\s/:@\"'<>]{1,100}:[^\\s/@\"'<>]{1,200}(?=@)");

  /** Looking for a word is a hundred times faster than matching, and most text holds none. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              KEY,
              MASK,
              List.of(
                  "private key",
                  "sk-",
                  "akia",
                  "asia",
                  "ghp_",
                  "gho_",
                  "ghu_",
                  "ghs_",
                  "ghr_",
                  "github_pat_",
                  "glpat-",
                  "xox",
                  "aiza",
                  "hf_",
                  "npm_",
                  "_live_",
                  "_test_",
                  "eyj")),
          new Kind(CREDENTIALS_IN_URL, "$1" + MASK, List.of("://")),
          new Kind(BEARER, "$1" + MASK, List.of("authorization", "bearer")),
          new Kind(
              NAMED, "$1" + MASK, List.of("passw", "passphrase", "pwd", "secret", "key", "token")));

  private Secrets() {}

  /** Returns the text with every secret that was recognised replaced. Masking twice is once. */
  public static String mask(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    String masked = text;
    for (Kind kind : KINDS) {
      if (kind.hints().stream().anyMatch(small::contains)) {
        masked = kind.pattern().matcher(masked).replaceAll(kind.replacement());
      }
    }
    return masked;
  }

  /** Returns whether the text holds something that has the form of a key wherever it stands. */
  public static boolean holdsKey(String text) {
    return KEY.matcher(text).find();
  }

  /**
   * One kind of secret.
   *
   * @param hints words in small letters, one of which is in every text that holds such a secret
   */
  private record Kind(Pattern pattern, String replacement, List<String> hints) {}
}
