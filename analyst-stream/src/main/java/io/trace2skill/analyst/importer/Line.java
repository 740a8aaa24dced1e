// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.util.Arrays;

/** One line of a source, without its line feed and without a byte order mark before it. */
final class Line {

  private final long number;
  private final byte[] bytes;
  private final boolean complete;

  Line(long number, byte[] bytes, boolean complete) {
    this.number = number;
    this.bytes = withoutByteOrderMark(bytes);
    this.complete = complete;
  }

  /** A mark can begin any line: that is what concatenating files leaves behind. */
  private static byte[] withoutByteOrderMark(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  /** Returns the line's number, from 1. */
  long number() {
    return number;
  }

  /** Returns the content; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns false for a line that is longer than what is read of it. */
  boolean complete() {
    return complete;
  }

  boolean blank() {
    return first() < 0;
  }

  /** Returns the first byte that is no white space, or -1 for a blank line. */
  int first() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return b & 0xFF;
      }
    }
    return -1;
  }
}
