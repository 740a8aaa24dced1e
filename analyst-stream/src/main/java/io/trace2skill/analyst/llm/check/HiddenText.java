// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what a person who reviews a skill does not see, but a model reads: characters without a
 * shape, characters that turn the direction of writing, unpaired surrogates, comments of HTML.
 */
final class HiddenText implements EditRule {

  private static final Pattern CHARACTER =
      Pattern.compile(
          "[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cc}&&[^\\n\\r\\t]]"
              + "|[\\u115F\\u1160\\u2800\\u3164\\uFFA0]"
              + "|[\\uFE00-\\uFE0E]|[\\x{E0100}-\\x{E01EF}]|\\uFE0F\\uFE0F");

  private static final Pattern COMMENT = Pattern.compile("<!--|<!\\[CDATA\\[|\\[//\\]:\\s*#");

  @Override
  public Optional<String> problem(String text) {
    if (CHARACTER.matcher(text).find()) {
      return Optional.of("it holds characters that do not show");
    }
    return COMMENT.matcher(text).find()
        ? Optional.of("it holds a comment that does not show")
        : Optional.empty();
  }
}
