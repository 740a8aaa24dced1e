// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which model answers, and how. What is empty is left to the endpoint.
 *
 * @param model name of the model at the endpoint; not blank
 * @param temperature sampling temperature
 * @param seed of the sampling, for endpoints that repeat themselves
 * @param maxTokens most tokens of one reply; positive
 * @param extraBody JSON object whose fields go into the body of every request as they are
 * @param images whether the model takes image parts; otherwise a placeholder describes them
 */
public record ModelSettings(
    String model,
    OptionalDouble temperature,
    OptionalLong seed,
    OptionalInt maxTokens,
    Optional<String> extraBody,
    boolean images) {

  public ModelSettings {
    if (model.isBlank()) {
      throw new IllegalArgumentException("a model needs a name");
    }
  }

  /** Returns the endpoint's default settings for a text-only model of that name. */
  public static ModelSettings of(String model) {
    return new ModelSettings(
        model,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        false);
  }
}
