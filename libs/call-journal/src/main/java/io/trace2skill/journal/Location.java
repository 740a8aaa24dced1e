// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

/** Where a record is in the topic. */
record Location(int partition, long offset) {

  private static final int OFFSET_BITS = 48;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  /** Returns the location as a number that is never 0. */
  long packed() {
    return ((long) partition << OFFSET_BITS | offset) + 1;
  }

  static Location of(long packed) {
    long bits = packed - 1;
    return new Location((int) (bits >>> OFFSET_BITS), bits & OFFSET_MASK);
  }

  /** Returns whether this is of the same partition and before the other. */
  boolean isBefore(Location other) {
    return partition == other.partition && offset < other.offset;
  }
}
