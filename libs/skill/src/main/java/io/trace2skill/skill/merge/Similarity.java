// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.util.List;

/**
 * Tells how much two lessons say the same. Implementations are pure: the same texts give the same
 * number on every machine, in every locale and whatever else is compared with them.
 */
public interface Similarity {

  /**
   * Prepares texts for comparing, so that the cost of reading a text is paid once.
   *
   * @param texts lessons in Markdown
   */
  Comparison prepare(List<String> texts);

  /** Returns the similarity of two lessons, from 0 (nothing shared) to 1 (the same). */
  default double between(String a, String b) {
    return prepare(List.of(a, b)).between(0, 1);
  }

  /** Texts that are ready to be compared. */
  @FunctionalInterface
  interface Comparison {

    /**
     * Returns the similarity of the texts at the two positions, from 0 to 1; symmetric, and 1 for a
     * text and itself.
     */
    double between(int a, int b);
  }
}
