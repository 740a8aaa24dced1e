// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.Usage;

/**
 * What a model costs, in any currency per million tokens.
 *
 * @param prompt tokens sent that were not cached; not negative
 * @param cachedPrompt tokens sent that the endpoint had cached; not negative
 * @param completion tokens received; not negative
 */
public record Price(double prompt, double cachedPrompt, double completion) {

  /** Costs nothing. */
  public static final Price FREE = new Price(0, 0, 0);

  public Price {
    if (!(prompt >= 0 && cachedPrompt >= 0 && completion >= 0)) {
      throw new IllegalArgumentException("a price cannot be negative");
    }
  }

  /** Returns the same usage with its price, rounded up: a million tokens at 1 cost a million. */
  Usage charge(Usage usage) {
    double micros =
        (usage.promptTokens() - usage.cachedPromptTokens()) * prompt
            + usage.cachedPromptTokens() * cachedPrompt
            + usage.completionTokens() * completion;
    return new Usage(
        usage.calls(),
        usage.promptTokens(),
        usage.cachedPromptTokens(),
        usage.completionTokens(),
        (long) Math.ceil(micros));
  }
}
