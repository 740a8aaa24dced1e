// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/** Shows any file as text: text as it is, a workbook as its cells, the rest as a description. */
final class FileContent {

  private static final int SAMPLE = 8_192;
  private static final int SHOWN_BYTES = 16;

  private final Path file;
  private final byte[] sample;

  private FileContent(Path file, byte[] sample) {
    this.file = file;
    this.sample = sample;
  }

  static FileContent of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new FileContent(file, in.readNBytes(SAMPLE));
    }
  }

  /** Tells whether {@link #lines()} has anything to show. */
  boolean isReadable() {
    return isWorkbook() || !isBinary();
  }

  boolean isWorkbook() {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return isBinary()
        && (name.endsWith(".xlsx") || name.endsWith(".xlsm") || name.endsWith(".xls"));
  }

  /** Returns what there is to read. */
  TextLines lines() throws IOException, ToolComplaintException {
    if (isWorkbook()) {
      return TextLines.of(WorkbookText.of(file));
    }
    if (isBinary()) {
      throw new ToolComplaintException(description());
    }
    return ReaderLines.open(file, StandardCharsets.UTF_8);
  }

  /** Returns what can be said of a file that is not text. */
  String description() throws IOException {
    String type = URLConnection.guessContentTypeFromName(file.toString());
    String start =
        HexFormat.ofDelimiter(" ").formatHex(sample, 0, Math.min(sample.length, SHOWN_BYTES));
    return "This is a binary file of "
        + Files.size(file)
        + " bytes"
        + (type == null ? "" : ", " + type + " by its name")
        + ". It starts with "
        + start
        + " (hexadecimal).";
  }

  private boolean isBinary() {
    for (byte b : sample) {
      if (b == 0) {
        return true;
      }
    }
    // A package such as a workbook may be short of zero bytes.
    return sample.length > 3 && sample[0] == 'P' && sample[1] == 'K' && sample[2] == 3;
  }
}
