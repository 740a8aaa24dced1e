// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses commands that fetch code and run it, or that decode code and run it. Tricks of the shell
 * (quotes, backslashes, broken lines, {@code ${IFS}}) are undone before it looks. Fetching alone,
 * and pipes into programs that do not run what they read, pass.
 */
final class RemoteCode implements EditRule {

  private static final String FETCH =
      "(?:\\bfetch\\s+(?:-\\S+\\s+)*https?:|\\b(?:curl|wget|aria2c|iwr|irm|invoke-webrequest|invoke-restmethod|certutil|bitsadmin"
          + "|httpie|lwp-request|scp|ftp|tftp|nc|ncat)(?:\\.exe)?\\b)";
  private static final String DECODE =
      "\\b(?:base64|base32|openssl|xxd|gunzip|zcat|uudecode|rev|printf|echo)\\b";
  private static final String INTERPRETER =
      "(?:/[\\w./-]*/)?(?:(?:ba|z|da|k|c|tc|fi|a|mk)?sh|busybox|python[\\d.]*|pypy\\d?|perl|ruby|node"
          + "|nodejs|deno|bun|php|lua|iex|invoke-expression|pwsh|powershell|osascript|cmd)(?:\\.exe)?"
          + "(?![\\w.-])";
  private static final String PREFIX =
      "(?:(?:sudo|env|exec|nohup|time|command|xargs|nice|doas|tee)\\b(?:\\s+[\\w=-]+){0,4}?\\s+)?";

  private static final Pattern FETCHES = pattern(FETCH);

  /** What is fetched and run; each of them holds a {@link #FETCHES}. */
  private static final List<Shape> FETCHED =
      List.of(
          shape(FETCH + "[^\\n]{0,500}?\\|&?\\s*" + PREFIX + INTERPRETER, "|"),
          shape(
              INTERPRETER + "\\s+(?:-\\S+\\s+)*(?:<\\s*\\(|\\$\\(|<<<)[^\\n]{0,80}?" + FETCH,
              "<",
              "$("),
          shape(
              FETCH
                  + ".{0,200}?(?:-o|-O|--output|-outfile|>|/)\\s*(?<file>[\\w.-]{2,60})\\b.{0,200}?"
                  + "(?:"
                  + INTERPRETER
                  + "\\s+(?:-\\S+\\s+)*|\\bchmod\\s+\\S+\\s+|\\bsource\\s+|\\.)\\S{0,60}\\k<file>\\b",
              ""));

  private static final List<Shape> OTHERS =
      List.of(
          shape(
              DECODE
                  + "[^\\n]{0,500}?\\|&?\\s*"
                  + PREFIX
                  + INTERPRETER
                  + "(?:\\s+-s?)?\\s*(?:$|[;&|)])",
              "|"),
          shape("(?:\\bsource|(?:^|[\\s;&])\\.)\\s+(?:/dev/stdin|<\\s*\\()", "/dev/stdin", "<"),
          shape("\\beval\\s*[(]?\\s*\\$\\(|\\beval\\s+\\$\\w", "eval"),
          shape(
              "\\biex\\b\\s*[($&]|\\binvoke-expression\\b|downloadstring\\s*\\(|downloadfile\\s*\\(",
              "iex",
              "invoke-expression",
              "download"),
          shape(
              "\\b(?:powershell|pwsh)(?:\\.exe)?\\b.{0,80}?\\s-e(?:nc|ncodedcommand|c)?\\s",
              "powershell",
              "pwsh"),
          shape(
              "\\b(?:mshta|regsvr32|rundll32)\\b.{0,80}?(?:https?:|javascript:)",
              "mshta",
              "regsvr32",
              "rundll32"),
          shape(
              "\\b(?:exec|eval|compile|system|popen|runpy|function|loads)\\s*\\(.{0,120}?"
                  + "(?:requests\\.|urllib|urlopen|fetch\\(|http\\.get|base64|atob|b64decode"
                  + "|codecs\\.decode|fromhex|buffer\\.from|curl|wget)",
              "requests.",
              "urllib",
              "urlopen",
              "fetch(",
              "http.get",
              "64",
              "atob",
              "codecs.decode",
              "fromhex",
              "buffer.from",
              "curl",
              "wget"),
          shape(
              "\\b(?:pip3?|pipx|uv|uvx|npm|npx|yarn|pnpm|gem|go|cargo|brew|conda|apt|apt-get|dnf|yum)\\b"
                  + "[^\\n]{0,80}?\\s(?:git\\+|https?://|--(?:extra-)?index-url|-i\\s+http|--registry"
                  + "|--git\\b)",
              "git",
              "http",
              "index-url",
              "--registry"));

  private static final Pattern CONTINUATION = Pattern.compile("[\\\\`^]\\s*\\r?\\n\\s*");
  private static final Pattern SPACE = Pattern.compile("\\$\\{?IFS\\}?(?:\\$\\d)?");
  private static final Pattern QUOTES = Pattern.compile("[\\\\\"'`^*]");

  @Override
  public Optional<String> problem(String text) {
    String command =
        CONTINUATION.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll(" ");
    command = SPACE.matcher(command).replaceAll(" ");
    String bare = QUOTES.matcher(command).replaceAll("");
    return runs(command) || runs(bare)
        ? Optional.of("it fetches or decodes code and runs it")
        : Optional.empty();
  }

  private static boolean runs(String command) {
    String small = command.toLowerCase(Locale.ROOT);
    return OTHERS.stream().anyMatch(shape -> shape.isIn(command, small))
        || (FETCHES.matcher(command).find()
            && FETCHED.stream().anyMatch(shape -> shape.isIn(command, small)));
  }

  private static Shape shape(String regex, String... hints) {
    return new Shape(pattern(regex), List.of(hints));
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE);
  }

  /**
   * A way to run what was not there before.
   *
   * @param hints in small letters, one of which is in every text that has this shape: looking for
   *     them costs next to nothing, and most texts have none
   */
  private record Shape(Pattern pattern, List<String> hints) {

    boolean isIn(String text, String small) {
      return hints.stream().anyMatch(small::contains) && pattern.matcher(text).find();
    }
  }
}
