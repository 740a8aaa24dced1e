// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/**
 * Reads lines of bytes and never holds more of a line than the limit: the rest of a longer line is
 * skipped when the next one is asked for.
 */
final class LineReader {

  private final InputStream in;
  private final int maxLineBytes;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;
  private long number;
  private boolean insideLine;

  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** Returns the next line that is not blank, or empty at the end. */
  Optional<Line> next() throws IOException {
    if (insideLine) {
      skipRestOfLine();
    }
    while (fill()) {
      Line line = readLine();
      if (!line.blank()) {
        return Optional.of(line);
      }
      if (insideLine) {
        skipRestOfLine();
      }
    }
    return Optional.empty();
  }

  /** Returns what has not been read yet, which this reader then must not read any more. */
  InputStream rest() {
    return new SequenceInputStream(
        new ByteArrayInputStream(buffer, position, limit - position), in);
  }

  private Line readLine() throws IOException {
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    do {
      int end = lineEnd();
      int length = end - position;
      int room = maxLineBytes - line.size();
      line.write(buffer, position, Math.min(length, room));
      position += Math.min(length, room);
      if (length > room) {
        insideLine = true;
        return new Line(number, line.toByteArray(), false);
      }
      if (end < limit) {
        position++;
        break;
      }
    } while (fill());
    return new Line(number, line.toByteArray(), true);
  }

  private void skipRestOfLine() throws IOException {
    insideLine = false;
    while (fill()) {
      int end = lineEnd();
      position = Math.min(end + 1, limit);
      if (end < limit) {
        return;
      }
    }
  }

  private int lineEnd() {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Returns whether there is at least one byte to look at. */
  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
