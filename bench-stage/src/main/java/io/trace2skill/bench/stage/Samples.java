// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.Arrays;

/**
 * Measured values, of which the last 20,000 are kept: what measures the heap must not grow it.
 * Thread-safe.
 */
final class Samples {

  private static final int KEPT = 20_000;

  private final double[] values = new double[KEPT];
  private int leftToSkip;
  private int added;

  Samples() {
    this(0);
  }

  /**
   * @param skip how many values are dropped first, because they belong to the warm-up
   */
  Samples(int skip) {
    this.leftToSkip = skip;
  }

  synchronized void add(double value) {
    if (leftToSkip > 0) {
      leftToSkip--;
    } else {
      values[added % KEPT] = value;
      added++;
    }
  }

  /** Returns how many values were added after the warm-up. */
  synchronized int size() {
    return added;
  }

  /**
   * Returns the smallest kept value that at least this share of them does not exceed; NaN when
   * there is none.
   *
   * @param share 0 to 1
   */
  synchronized double percentile(double share) {
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("share must be from 0 to 1: " + share);
    }
    if (added == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, Math.min(added, KEPT));
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
