// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.function.Function;

/**
 * What the values of a key look like.
 *
 * @param shape in words that complete "must be ...", with range and unit
 * @param parser makes a value of a text without white space around it; throws {@link
 *     IllegalArgumentException} for what is none
 */
public record ValueType<T>(String shape, Function<String, T> parser) {

  /**
   * Returns the value of a text.
   *
   * @throws IllegalArgumentException when it has none
   */
  T parse(String text) {
    return parser.apply(text.strip());
  }
}
