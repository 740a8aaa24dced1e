// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

/** Sets of numbers that grow together; the head of a set is its least member. */
public final class DisjointSets {

  private final int[] parents;

  /** Creates a set of its own for each of the numbers from 0 to {@code size} - 1. */
  public DisjointSets(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  /** Returns the least member of the set that the number is in. */
  public int head(int member) {
    int at = member;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Makes one set of the sets that the two numbers are in. */
  public void join(int a, int b) {
    int headA = head(a);
    int headB = head(b);
    parents[Math.max(headA, headB)] = Math.min(headA, headB);
  }
}
