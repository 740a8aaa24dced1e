// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.llm.Usage;

/**
 * What an engine came to.
 *
 * @param value the result
 * @param usage calls of a model that it took
 * @param fallbacks parts of the task that the deterministic merge did, because what the model said
 *     about them was of no use
 */
public record EngineAnswer<T>(T value, Usage usage, int fallbacks) {

  /** Creates an answer that the engine came to in all its parts. */
  public EngineAnswer(T value, Usage usage) {
    this(value, usage, 0);
  }

  /** Returns a result that took no call of a model. */
  public static <T> EngineAnswer<T> free(T value) {
    return new EngineAnswer<>(value, Usage.NONE);
  }
}
