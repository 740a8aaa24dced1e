// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Record values that look like trajectories in JSON: text that compresses about as well. Not
 * thread-safe.
 */
final class Payloads {

  private static final int TEMPLATES = 32;
  private static final String[] WORDS = {
    "{\"role\":\"assistant\",",
    "\"content\":\"",
    "def",
    "return",
    "self",
    "for row in rows:",
    "import openpyxl",
    "cell.value",
    "Traceback (most recent call last):",
    "File",
    "line",
    "None",
    "if",
    "else:",
    "sheet",
    "\\n",
    "    ",
    "\"},",
    "tool",
    "output",
    "0x7f",
    "assert",
    "=="
  };

  private final byte[][] templates = new byte[TEMPLATES][];

  /**
   * @param bytes the size of each value
   * @param seed of the texts
   */
  Payloads(int bytes, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TEMPLATES; i++) {
      templates[i] = text(bytes, random);
    }
  }

  /** Returns a value; the same array again after a while, so it must not be changed. */
  byte[] value(int index) {
    return templates[index % TEMPLATES];
  }

  /** Returns the key of a record by its number. */
  static byte[] key(int index) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
  }

  /** Returns the number of the record with this key. */
  static int index(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  private static byte[] text(int bytes, Random random) {
    StringBuilder text = new StringBuilder(bytes + 64);
    while (text.length() < bytes) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      text.append(Integer.toHexString(random.nextInt(1 << 16))).append(' ');
    }
    text.setLength(bytes);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
