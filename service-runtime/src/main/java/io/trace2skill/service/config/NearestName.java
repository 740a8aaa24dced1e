// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
final class NearestName {

  /** One slip for each so many characters. */
  private static final int CHARS_PER_SLIP = 4;

  private NearestName() {}

  /** Returns the name that differs least, if it differs little. */
  static Optional<String> of(String name, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String known) -> distance(name, known)).thenComparing(n -> n))
        .filter(known -> distance(name, known) <= slips(known));
  }

  private static int slips(String name) {
    return Math.max(1, name.length() / CHARS_PER_SLIP);
  }

  /** Characters to insert, remove, replace or swap with their neighbour. */
  static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
