// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values. Thread-safe. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  synchronized void add(double value) {
    values.add(value);
  }

  synchronized int size() {
    return values.size();
  }

  /**
   * Returns the smallest value that at least this share of all values does not exceed; NaN when
   * there is none.
   *
   * @param share 0 to 1
   */
  synchronized double percentile(double share) {
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("share must be from 0 to 1: " + share);
    }
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
