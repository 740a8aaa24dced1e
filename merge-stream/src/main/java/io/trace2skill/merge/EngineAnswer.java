// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.llm.Usage;

/**
 * What an engine came to.
 *
 * @param value the result
 * @param usage calls of a model that it took
 */
public record EngineAnswer<T>(T value, Usage usage) {

  /** Returns a result that took no call of a model. */
  public static <T> EngineAnswer<T> free(T value) {
    return new EngineAnswer<>(value, Usage.NONE);
  }
}
