// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Lines of a file, in memory that does not grow with the length of a line. */
final class ReaderLines implements TextLines {

  private final BufferedReader reader;
  private boolean skipLineFeed;

  private ReaderLines(BufferedReader reader) {
    this.reader = reader;
  }

  static ReaderLines open(Path file, Charset charset) throws IOException {
    return new ReaderLines(
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), charset)));
  }

  @Override
  public Optional<String> next() throws IOException {
    int c = reader.read();
    if (c == '\n' && skipLineFeed) {
      c = reader.read();
    }
    skipLineFeed = false;
    if (c < 0) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder();
    long length = 0;
    for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
      if (length++ < MAX_LINE) {
        line.append((char) c);
      }
    }
    skipLineFeed = c == '\r';
    if (length > MAX_LINE) {
      line.append("... (").append(length - MAX_LINE).append(" more characters)");
    }
    return Optional.of(line.toString());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
