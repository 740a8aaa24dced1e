// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;

/**
 * Opens workbooks that nobody vouches for: not too large, and nothing that inflates without end.
 */
final class WorkbookFile {

  private static final long MAX_BYTES = 8L << 20;
  private static final long MAX_INFLATED = 64L << 20;

  private WorkbookFile() {}

  /** Returns the workbook in memory; changing it does not change the file. */
  static Workbook open(Path file) throws IOException, ToolComplaintException {
    if (Files.size(file) > MAX_BYTES || inflatesTooFar(file)) {
      throw new ToolComplaintException("The workbook is too large to open here.");
    }
    try (InputStream in = stream(file)) {
      return WorkbookFactory.create(in);
    } catch (IOException | RuntimeException e) {
      // POI throws whatever it stumbles over in a damaged file.
      throw new ToolComplaintException("The file is not a readable workbook: " + e.getMessage());
    }
  }

  private static boolean inflatesTooFar(Path file) throws IOException {
    long inflated = 0;
    byte[] buffer = new byte[1 << 16];
    try (ZipInputStream zip = new ZipInputStream(stream(file))) {
      while (zip.getNextEntry() != null) {
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          inflated += n;
          if (inflated > MAX_INFLATED) {
            return true;
          }
        }
      }
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      // No proper package: POI says so in its own words.
      return false;
    }
    return false;
  }

  private static InputStream stream(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
  }
}
