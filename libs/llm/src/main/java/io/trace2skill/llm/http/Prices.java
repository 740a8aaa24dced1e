// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.Map;
import java.util.Optional;

/**
 * Prices by name of the model.
 *
 * @param byModel prices; the name {@link #ANY_MODEL} stands for every model that is not listed
 */
public record Prices(Map<String, Price> byModel) {

  /** Stands for every model without a price of its own. */
  public static final String ANY_MODEL = "*";

  /** No model has a price. */
  public static final Prices NONE = new Prices(Map.of());

  public Prices {
    byModel = Map.copyOf(byModel);
  }

  /** Returns the price of a model, empty when none is known. */
  public Optional<Price> find(String model) {
    return Optional.ofNullable(byModel.get(model))
        .or(() -> Optional.ofNullable(byModel.get(ANY_MODEL)));
  }
}
