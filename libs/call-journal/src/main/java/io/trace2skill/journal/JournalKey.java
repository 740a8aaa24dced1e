// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.nio.ByteBuffer;

/** What is made of the bytes of keys, which are digests and so evenly distributed. Pure. */
final class JournalKey {

  private static final int LEAST_BYTES = 16;

  private JournalKey() {}

  /**
   * Checks a key.
   *
   * @throws IllegalArgumentException when it is shorter than 16 bytes
   */
  static byte[] checked(byte[] key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("a key is a digest of at least 16 bytes");
    }
    return key;
  }

  static boolean isKey(byte[] key) {
    return key.length >= LEAST_BYTES;
  }

  /** Returns the first eight bytes: enough to look for, not enough to be sure. */
  static long hash(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  /** Returns the partition that a key is written to. */
  static int partition(byte[] key, int partitions) {
    return Math.floorMod(ByteBuffer.wrap(key).getInt(Long.BYTES), partitions);
  }
}
