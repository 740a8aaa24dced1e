// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Knows text that must not be repeated to an agent, not even as a quotation: commands that fetch
 * and run code, and sentences that address the reader's instructions. A trajectory is data from
 * outside; whoever can put a text into a tool's answer could otherwise put it into a skill.
 */
final class Suspicion {

  private static final List<Pattern> PATTERNS =
      List.of(
          pattern("\\|\\s*(?:sudo\\s+)?(?:env\\s+)?(?:ba|z|da|k|c|fi)?sh\\b"),
          pattern("\\|\\s*(?:sudo\\s+)?(?:python|perl|ruby|node|php|iex|powershell|pwsh)\\w*\\b"),
          pattern("\\b(?:ba|z|da|k)?sh\\s+-c\\b|<\\(\\s*(?:curl|wget)|\\$\\(\\s*(?:curl|wget)"),
          pattern(
              "\\b(?:curl|wget|invoke-webrequest|iwr)\\s+(?:-\\S+\\s+)*(?:https?:|<url>|\\S+\\.\\w+/)"),
          pattern("\\bbase64\\s+(?:-d|-D|--decode)\\b|\\b(?:eval|exec)\\s*\\(\\s*(?:atob|base64)"),
          pattern("\\brm\\s+-\\w*[rf]\\w*\\s|\\bchmod\\s+(?:\\+x|[0-7<])|\\bpowershell\\s+-"),
          pattern("<\\s*script\\b|\\bjavascript:"),
          pattern(
              "\\b(?:ignore|disregard|forget|override|bypass)\\b.{0,40}"
                  + "\\b(?:instructions?|prompts?|rules?|guidelines|polic(?:y|ies)|told)\\b"),
          pattern("\\bsystem prompt\\b|\\byou are now\\b|\\byour (?:new )?instructions\\b"),
          pattern("\\b(?:do not|don't|never) (?:tell|inform|mention|show)\\b.{0,30}\\buser\\b"),
          pattern("<\\|?/?(?:im_start|im_end|system|assistant|instructions?)\\b"));

  private Suspicion() {}

  /** Returns whether the text must not be repeated. */
  static boolean falls(String text) {
    String visible = Masker.visible(text);
    return PATTERNS.stream().anyMatch(pattern -> pattern.matcher(visible).find());
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
