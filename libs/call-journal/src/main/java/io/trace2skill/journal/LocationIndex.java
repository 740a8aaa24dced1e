// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.util.Optional;

/**
 * Knows where the latest record of each key is, in 21 to 43 bytes for a key: a million take 32 MB,
 * and half as much again while the table grows. Two keys with the same first eight bytes push each
 * other out; whoever reads a record checks its key. Thread-safe.
 */
final class LocationIndex {

  private static final int FIRST_SLOTS = 1024;

  private long[] hashes = new long[FIRST_SLOTS];
  // 0 is an empty slot.
  private long[] locations = new long[FIRST_SLOTS];
  private int size;

  /** Remembers a record, unless a later one of its partition is known for the key. */
  synchronized void put(byte[] key, Location location) {
    long hash = JournalKey.hash(key);
    int slot = slot(hash);
    if (locations[slot] == 0) {
      hashes[slot] = hash;
      locations[slot] = location.packed();
      size++;
      if (size > locations.length / 4 * 3) {
        rebuild(locations.length * 2, -1, 0);
      }
    } else if (!location.isBefore(Location.of(locations[slot]))) {
      locations[slot] = location.packed();
    }
  }

  /** Forgets a key, unless a later record of the partition is known for it. */
  synchronized void remove(byte[] key, Location location) {
    int slot = slot(JournalKey.hash(key));
    if (locations[slot] != 0 && !location.isBefore(Location.of(locations[slot]))) {
      free(slot);
    }
  }

  synchronized Optional<Location> find(byte[] key) {
    long packed = locations[slot(JournalKey.hash(key))];
    return packed == 0 ? Optional.empty() : Optional.of(Location.of(packed));
  }

  /** Forgets the records of a partition before an offset. */
  synchronized void prune(int partition, long firstOffset) {
    rebuild(locations.length, partition, firstOffset);
  }

  synchronized int size() {
    return size;
  }

  /** Returns the slot of a hash, or the empty one where it would go. */
  private int slot(long hash) {
    int slot = home(hash);
    while (locations[slot] != 0 && hashes[slot] != hash) {
      slot = next(slot);
    }
    return slot;
  }

  private int home(long hash) {
    return (int) hash & (locations.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (locations.length - 1);
  }

  /** Closes the gap, or what lies behind it could not be reached any more. */
  private void free(int slot) {
    int gap = slot;
    for (int at = next(gap); locations[at] != 0; at = next(at)) {
      int distance = (at - home(hashes[at])) & (locations.length - 1);
      if (distance >= ((at - gap) & (locations.length - 1))) {
        hashes[gap] = hashes[at];
        locations[gap] = locations[at];
        gap = at;
      }
    }
    locations[gap] = 0;
    size--;
  }

  private void rebuild(int slots, int prunedPartition, long firstOffset) {
    long[] oldHashes = hashes;
    long[] oldLocations = locations;
    hashes = new long[slots];
    locations = new long[slots];
    size = 0;
    for (int i = 0; i < oldLocations.length; i++) {
      if (oldLocations[i] != 0 && !isPruned(oldLocations[i], prunedPartition, firstOffset)) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        locations[slot] = oldLocations[i];
        size++;
      }
    }
  }

  private static boolean isPruned(long packed, int partition, long firstOffset) {
    Location location = Location.of(packed);
    return location.partition() == partition && location.offset() < firstOffset;
  }
}
