// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.function.ObjLongConsumer;

/**
 * What calls of a model used up. Adding is associative, so usage is summed per trajectory, merge,
 * window and version alike.
 *
 * @param calls answered requests, also those whose answer was of no use; not negative
 * @param promptTokens tokens sent, as the endpoint counts them; not negative
 * @param cachedPromptTokens those of {@code promptTokens} that the endpoint had cached
 * @param completionTokens tokens received, reasoning included; not negative
 * @param costMicros price in millionths of the currency in which prices are configured; 0 without
 *     prices
 */
public record Usage(
    long calls,
    long promptTokens,
    long cachedPromptTokens,
    long completionTokens,
    long costMicros) {

  /** Nothing was used. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public Usage {
    if (calls < 0
        || promptTokens < 0
        || cachedPromptTokens < 0
        || completionTokens < 0
        || costMicros < 0) {
      throw new IllegalArgumentException("usage cannot be negative");
    }
  }

  /**
   * Tells each amount by its name, in words with hyphens, for metrics.
   *
   * @param reader told all five, also those that are 0
   */
  public void forEach(ObjLongConsumer<String> reader) {
    reader.accept("calls", calls);
    reader.accept("prompt-tokens", promptTokens);
    reader.accept("cached-prompt-tokens", cachedPromptTokens);
    reader.accept("completion-tokens", completionTokens);
    reader.accept("cost-micros", costMicros);
  }

  /** Returns both together. */
  public Usage plus(Usage other) {
    return new Usage(
        calls + other.calls,
        promptTokens + other.promptTokens,
        cachedPromptTokens + other.cachedPromptTokens,
        completionTokens + other.completionTokens,
        costMicros + other.costMicros);
  }
}
