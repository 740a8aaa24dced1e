// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Passes a stream on and remembers the last bytes of it, to show where it went wrong. */
final class RecentBytes extends FilterInputStream {

  private final byte[] ring;
  private long total;

  RecentBytes(InputStream in, int capacity) {
    super(in);
    this.ring = new byte[capacity];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    for (int i = 0; i < read; i++) {
      ring[(int) (total++ % ring.length)] = buffer[offset + i];
    }
    return read;
  }

  /** Returns what is remembered, oldest first. */
  byte[] bytes() {
    if (total <= ring.length) {
      return Arrays.copyOf(ring, (int) total);
    }
    int split = (int) (total % ring.length);
    byte[] ordered = Arrays.copyOf(Arrays.copyOfRange(ring, split, ring.length), ring.length);
    System.arraycopy(ring, 0, ordered, ring.length - split, split);
    return ordered;
  }
}
