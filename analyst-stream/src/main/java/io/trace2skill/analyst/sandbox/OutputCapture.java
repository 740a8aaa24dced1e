// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes output of any length and keeps its head and its tail, in memory that does not grow. Written
 * by one thread; read it when that thread has ended.
 */
final class OutputCapture {

  private final byte[] head;
  private final byte[] tail;
  private long total;

  OutputCapture(int kept) {
    this.head = new byte[(kept + 1) / 2];
    this.tail = new byte[Math.max(1, kept / 2)];
  }

  void readAll(InputStream in) {
    byte[] buffer = new byte[1 << 16];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // The process was killed; what came before it counts.
    }
  }

  private void add(byte[] bytes, int length) {
    // Of a long run only the end can stay.
    int start = 0;
    while (start < length && total < head.length) {
      head[(int) total++] = bytes[start++];
    }
    int skipped = Math.max(0, length - start - tail.length);
    total += skipped;
    for (int i = start + skipped; i < length; i++) {
      tail[(int) ((total++ - head.length) % tail.length)] = bytes[i];
    }
  }

  String text() {
    if (total <= head.length) {
      return clean(new String(head, 0, (int) total, StandardCharsets.UTF_8));
    }
    long inTail = total - head.length;
    if (inTail <= tail.length) {
      byte[] all = new byte[(int) total];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(tail, 0, all, head.length, (int) inTail);
      return clean(new String(all, StandardCharsets.UTF_8));
    }
    return clean(new String(head, StandardCharsets.UTF_8))
        + "\n[... "
        + (inTail - tail.length)
        + " bytes left out ...]\n"
        + clean(new String(unrolledTail(inTail), StandardCharsets.UTF_8));
  }

  private byte[] unrolledTail(long inTail) {
    int start = (int) (inTail % tail.length);
    byte[] ordered = new byte[tail.length];
    System.arraycopy(tail, start, ordered, 0, tail.length - start);
    System.arraycopy(tail, 0, ordered, tail.length - start, start);
    return ordered;
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
