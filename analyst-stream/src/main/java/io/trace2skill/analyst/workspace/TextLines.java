// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Lines of text, one after another; each is cut at {@value #MAX_LINE} characters. */
interface TextLines extends AutoCloseable {

  /** Characters of a line that are kept. */
  int MAX_LINE = 2_000;

  /** Returns the next line without its end, empty after the last one. */
  Optional<String> next() throws IOException;

  @Override
  void close() throws IOException;

  /** Lines that are in memory. */
  static TextLines of(List<String> lines) {
    Iterator<String> iterator = lines.iterator();
    return new TextLines() {
      @Override
      public Optional<String> next() {
        return iterator.hasNext() ? Optional.of(cut(iterator.next())) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  private static String cut(String line) {
    return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "..." : line;
  }
}
