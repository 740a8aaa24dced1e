// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.poi.poifs.filesystem.FileMagic;

/**
 * Measures a workbook before it is parsed: as objects it takes many times its size. A zipped one is
 * read with the class that POI reads it with, so that both see the same.
 */
final class Archive {

  /** Of all parts together. */
  static final long MAX_UNPACKED = 32L << 20;

  private static final int MAX_PARTS = 1_000;

  /** Of tags and attributes: {@code <c/>} is short, and takes hundreds of bytes of memory. */
  private static final int MAX_NODES = 1_500_000;

  /** The old format can say a blank cell in two bytes. */
  private static final int MAX_OLD_BYTES = 4 << 20;

  private Archive() {}

  static void check(byte[] workbook) throws WorkbookException, IOException {
    if (FileMagic.valueOf(workbook) == FileMagic.OOXML) {
      checkZip(workbook);
    } else if (workbook.length > MAX_OLD_BYTES) {
      throw new WorkbookException(
          "a file that is not .xlsx or .xlsm may have " + (MAX_OLD_BYTES >> 20) + " MiB only");
    }
  }

  private static void checkZip(byte[] workbook) throws WorkbookException, IOException {
    long unpacked = 0;
    int nodes = 0;
    int parts = 0;
    byte[] buffer = new byte[8_192];
    try (ZipArchiveInputStream zip =
        new ZipArchiveInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipArchiveEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        if (++parts > MAX_PARTS) {
          throw new WorkbookException("it has more than " + MAX_PARTS + " parts");
        }
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
          unpacked += read;
          nodes += nodes(buffer, read);
          if (unpacked > MAX_UNPACKED) {
            throw new WorkbookException("it unpacks to more than " + (MAX_UNPACKED >> 20) + " MiB");
          }
          if (nodes > MAX_NODES) {
            throw new WorkbookException("it has too many cells");
          }
        }
      }
    }
  }

  private static int nodes(byte[] buffer, int length) {
    int nodes = 0;
    for (int i = 0; i < length; i++) {
      nodes += buffer[i] == '<' || buffer[i] == '=' ? 1 : 0;
    }
    return nodes;
  }
}
