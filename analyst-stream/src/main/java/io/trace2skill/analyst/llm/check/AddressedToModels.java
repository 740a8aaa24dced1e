// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses sentences that turn against an agent's own instructions, that hide what it does from its
 * user, and the marks with which chat templates part roles.
 */
final class AddressedToModels implements EditRule {

  private static final String INSTRUCTIONS =
      "(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|polic(?:y|ies)"
          + "|constraints?|safety)";

  private static final List<Pattern> PATTERNS =
      List.of(
          pattern(
              "\\b(?:ignore|disregard|forget|override|bypass|circumvent|violate)\\s+(?:\\w+\\s+){0,3}?"
                  + "(?:previous|prior|above|earlier|preceding|system|original|your|all|any|other)\\s+"
                  + "(?:\\w+\\s+){0,3}?"
                  + INSTRUCTIONS
                  + "\\b"),
          pattern("\\b(?:new|updated|real|actual) (?:system )?instructions?\\s*:"),
          pattern("\\bsystem prompt\\b|\\byou are now (?:an?|in|the|free)\\b|\\bdeveloper mode\\b"),
          pattern(
              "\\b(?:do not|don't|never|without)\\s+(?:tell|inform|alert|notify|mention|telling"
                  + "|informing|alerting|notifying|mentioning|reveal|revealing)\\w*\\b.{0,40}?"
                  + "\\b(?:user|human|operator|reviewer)s?\\b"),
          pattern(
              "<\\|?/?(?:im_start|im_end|system|assistant|user|instructions?|endoftext|eot_id"
                  + "|start_header_id)\\b[^>]{0,40}\\|?>|\\[/?INST\\]|<</?SYS>>"));

  @Override
  public Optional<String> problem(String text) {
    String line = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[*_`\\s]+", " ");
    String withUnderscores = text.replaceAll("\\s+", " ");
    return PATTERNS.stream()
            .anyMatch(p -> p.matcher(line).find() || p.matcher(withUnderscores).find())
        ? Optional.of("it turns against an agent's own instructions")
        : Optional.empty();
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
