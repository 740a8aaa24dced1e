// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.util.Arrays;

/** The first bytes of something that was rejected, so that a person can see what it was. */
public final class Excerpt {

  /** An excerpt has at most this many bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private final byte[] bytes;

  private Excerpt(byte[] bytes) {
    this.bytes = bytes;
  }

  static Excerpt of(byte[] all) {
    return new Excerpt(Arrays.copyOf(all, Math.min(all.length, MAX_BYTES)));
  }

  /** Returns a copy of the bytes, as they were read; empty when nothing could be read. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
