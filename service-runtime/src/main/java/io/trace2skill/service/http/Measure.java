// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.http;

import java.util.function.DoubleSupplier;

/**
 * A number that a service tells about itself.
 *
 * @param name lower case, words parted by dots; a name of seconds ends with {@code .seconds}
 * @param grows whether it only grows while an instance lives; otherwise it goes up and down
 * @param value returns it as it is now; thread-safe and quick
 * @param description for operators
 */
public record Measure(String name, boolean grows, DoubleSupplier value, String description) {

  /** Returns something that only grows. */
  public static Measure counter(String name, DoubleSupplier value, String description) {
    return new Measure(name, true, value, description);
  }

  /** Returns something that goes up and down. */
  public static Measure gauge(String name, DoubleSupplier value, String description) {
    return new Measure(name, false, value, description);
  }
}
