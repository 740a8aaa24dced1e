// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import java.util.ArrayList;
import java.util.List;

/** How the reference pipeline cuts a level into groups. */
final class Chunks {

  private Chunks() {}

  /**
   * Returns groups of that size, in order. What remains is a group of its own when it is at least
   * half a group; else it is spread over the first groups.
   */
  static <T> List<List<T>> of(List<T> items, int size) {
    int groups = Math.max(1, items.size() / size);
    int rest = items.size() - groups * size;
    if (rest * 2 >= size) {
      groups++;
      rest = 0;
    }
    List<List<T>> all = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < groups; i++) {
      int spread = rest <= 0 ? 0 : rest / groups + (i < rest % groups ? 1 : 0);
      int to = Math.min(items.size(), from + size + spread);
      all.add(List.copyOf(items.subList(from, to)));
      from = to;
    }
    return all;
  }
}
