// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.poi.poifs.filesystem.FileMagic;

/**
 * Measures what a zipped workbook unpacks to, before it is parsed: as objects it takes many times
 * that. It reads the archive with the class that POI reads it with, so that both see the same.
 */
final class Archive {

  /** Of all parts together. */
  static final long MAX_UNPACKED = 32L << 20;

  private static final int MAX_PARTS = 1_000;

  private Archive() {}

  static void check(byte[] workbook) throws WorkbookException, IOException {
    if (FileMagic.valueOf(workbook) != FileMagic.OOXML) {
      return;
    }
    long unpacked = 0;
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
          if (unpacked > MAX_UNPACKED) {
            throw new WorkbookException("it unpacks to more than " + (MAX_UNPACKED >> 20) + " MiB");
          }
        }
      }
    }
  }
}
