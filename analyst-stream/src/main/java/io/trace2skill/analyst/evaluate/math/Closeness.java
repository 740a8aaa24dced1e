// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

/** Decides whether a number counts as the reference. */
@FunctionalInterface
public interface Closeness {

  /** Returns true when the number is close enough to the reference; neither is NaN. */
  boolean close(double reference, double number);
}
