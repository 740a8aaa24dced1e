// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.analyst.evaluate.math.Closeness;

/**
 * How far a number may be from the reference: within either bound is close enough.
 *
 * @param relative share of the reference's size
 * @param absolute distance
 */
record Tolerance(double relative, double absolute) implements Closeness {

  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-9;

  static Tolerance of(Options options) {
    return new Tolerance(
        options.number(Options.TOLERANCE, RELATIVE, Double.MAX_VALUE),
        options.number(Options.ABSOLUTE_TOLERANCE, ABSOLUTE, Double.MAX_VALUE));
  }

  @Override
  public boolean close(double reference, double number) {
    if (reference == number) {
      return true;
    }
    double distance = Math.abs(reference - number);
    return !Double.isInfinite(distance)
        && (distance <= absolute || distance <= relative * Math.abs(reference));
  }
}
