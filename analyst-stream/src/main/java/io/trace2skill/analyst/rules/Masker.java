// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what is particular to one trajectory, so that equal observations look equal and nothing
 * private leaks: secrets, URLs, e-mail addresses, paths, quoted values, dates, times, numbers,
 * identifiers (whatever holds a digit) and the names of people that the trajectory mentions. Each
 * becomes a placeholder such as {@code <n>}. Names of code symbols in the error messages of
 * programming languages stay, because they are public and are the point of the message.
 *
 * <p>Masking a masked text changes nothing.
 */
final class Masker {

  /** The placeholders without their brackets, as a regular expression. */
  static final String KINDS = "(?:n|id|date|time|url|email|path|value|secret|name)";

  private static final String FILE_TYPES =
      "(?:xlsx?|xlsm|ods|csv|tsv|json|jsonl|ya?ml|toml|xml|html?|md|txt|log|pdf|docx?|pptx?|py|ipynb"
          + "|js|ts|java|kt|go|rs|c|cc|cpp|h|rb|php|sh|sql|db|sqlite|parquet|zip|gz|tar|png|jpe?g"
          + "|gif|svg|tmp|bak|cfg|ini|conf|env|pem|key)";
  private static final String WORD = "[\\p{L}\\p{N}_$]+";
  private static final String WORD_WITH_DIGIT = "[\\p{L}_$]*\\p{N}[\\p{L}\\p{N}_$]*";
  private static final String SYMBOL = "'[A-Za-z_][A-Za-z_.]{0,60}'";
  private static final String MONTH =
      "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?";

  /** What stays or goes, first match first; the name of the group is the placeholder. */
  private static final Pattern PARTICULARS =
      Pattern.compile(
          "(?<keep><"
              + KINDS
              + ">)"
              + "|(?<url>\\b(?:https?|ftp|file|wss?|s3|gs|jdbc:\\w+)://[^\\s\"'`<>]+"
              + "|\\b(?:mailto|data|javascript):[^\\s\"'`<>]+|\\bwww\\.[^\\s\"'`<>]+)"
              + "|(?<email>[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])"
              + "|(?<symbol>(?:(?<=[Nn]o module named )|(?<=has no attribute )"
              + "|(?<=keyword argument )|(?<=positional argument: )|(?<=import name )"
              + "|(?<=instances of )|(?<=type\\(s\\) for .{1,3}: ))"
              + SYMBOL
              + "(?: and "
              + SYMBOL
              + ")?"
              + "|"
              + SYMBOL
              + "(?= object\\b)|(?<=\\bname )"
              + SYMBOL
              + "(?= is not defined))"
              + "|(?<value>\"[^\"\\n]+\"|(?<![\\p{L}\\p{N}])'[^'\\n]+'(?![\\p{L}\\p{N}])"
              + "|`[^`'\\n]+['`]|[\u201c\u201e][^\u201d\u201c\\n]+[\u201d\u201c]|\u00ab[^\u00bb\\n]+\u00bb)"
              + "|(?<date>(?<![\\p{L}\\p{N}])\\d{4}-\\d{1,2}-\\d{1,2}"
              + "(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\p{L}\\p{N}_])"
              + "|(?<![\\p{L}\\p{N}])\\d{1,2}([/.])\\d{1,2}\\7\\d{2,4}(?![\\p{L}\\p{N}_])"
              + "|\\b"
              + MONTH
              + "\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?(?![\\p{L}\\p{N}_]))"
              + "|(?<time>(?<![\\p{L}\\p{N}:])\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]m)?(?![\\p{L}\\p{N}_:]))"
              + "|(?<path>(?<![\\p{L}\\p{N}<>/.])(?:[A-Za-z]:[\\\\/]|~/|\\.{0,2}/)"
              + "[^\\s\"'`<>|;,()\\[\\]{}]*[^\\s\"'`<>|;,()\\[\\]{}.:]"
              + "|[\\p{L}\\p{N}_.\\\\/-]*[\\p{L}\\p{N}_-]\\."
              + FILE_TYPES
              + "(?![\\p{L}\\p{N}_])"
              + "|(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}_.-]+(?:/[\\p{L}\\p{N}_.-]+){2,})"
              + "|(?<n>(?<![\\p{L}\\p{N}_$])(?:(?<![\\p{L}\\p{N}_)>])[-+])?(?:[$\u20ac\u00a3]|#[#,.]*)?\\p{N}+(?:[.,]\\p{N}+)*%?"
              + "(?![\\p{L}\\p{N}_$!])(?![-.:]"
              + WORD_WITH_DIGIT
              + "))"
              + "|(?<id>(?:"
              + WORD
              + "[-!.])*"
              + WORD_WITH_DIGIT
              + "(?:[-!.]"
              + WORD
              + "|:"
              + WORD_WITH_DIGIT
              + ")*"
              + "|\\b[a-f]{8,}\\b|\\p{L}{40,})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final String[] PLACEHOLDERS = {
    "url", "email", "value", "path", "date", "time", "n", "id"
  };

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?<!unexpected )(?<!invalid )\\b(?:password|passwd|pwd|secret|api[-_ ]?key|token)"
              + "\\b\\s*[=:]\\s*|\\bbearer\\s+(?=\\S{8}))[^\\s,;]+");
  private static final Pattern CELL = Pattern.compile("(?:<value>|<name>)!(?=<)");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}]");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");

  private final Names names;

  /**
   * @param names of the people that the trajectory mentions
   */
  Masker(Names names) {
    this.names = names;
  }

  /** Returns the text on one line with everything particular replaced by placeholders. */
  String mask(String text) {
    String masked = visible(text);
    // A replacement can complete a pattern with its neighbours, such as quotes. Each round leaves
    // less that is no placeholder, so this ends.
    for (String before = ""; !before.equals(masked); ) {
      before = masked;
      masked = CELL.matcher(once(masked)).replaceAll("");
    }
    return masked;
  }

  /** Returns the text on one line, in one form of Unicode, without characters that hide. */
  static String visible(String text) {
    String shown = INVISIBLE.matcher(composed(text)).replaceAll("");
    return BLANK.matcher(composed(shown)).replaceAll(" ").strip();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private String once(String text) {
    Matcher matcher = PARTICULARS.matcher(SECRET.matcher(text).replaceAll("$1<secret>"));
    StringBuilder masked = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(masked, Matcher.quoteReplacement(replacement(matcher)));
    }
    return names.mask(matcher.appendTail(masked).toString());
  }

  private static String replacement(Matcher match) {
    for (String placeholder : PLACEHOLDERS) {
      if (match.group(placeholder) != null) {
        return "<" + placeholder + ">";
      }
    }
    return match.group();
  }
}
