// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;

/** The bytes of a workbook (.xlsx, .xlsm or .xls), which may be damaged or hostile. */
public final class WorkbookFile {

  private static final int MAX_BYTES = 16 << 20;

  /**
   * A parsed workbook can take hundreds of megabytes, and many analyses run at a time, so the whole
   * process takes turns.
   */
  private static final Semaphore TURNS = new Semaphore(1, true);

  private final byte[] bytes;

  /** Takes the bytes as they are; the array must not change after this. */
  public WorkbookFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a file.
   *
   * @throws WorkbookException when there is none, or it is too large
   */
  public static WorkbookFile at(Path path) throws WorkbookException {
    if (!Files.isRegularFile(path)) {
      throw new WorkbookException("there is no such file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new WorkbookFile(in.readNBytes(MAX_BYTES + 1));
    } catch (IOException e) {
      throw new WorkbookException("the file cannot be read");
    }
  }

  /** Returns the names of its sheets, in their order. */
  public List<String> sheetNames() throws WorkbookException {
    return open(
        workbook ->
            IntStream.range(0, workbook.getNumberOfSheets())
                .mapToObj(workbook::getSheetName)
                .toList());
  }

  /**
   * Reads the cells of ranges, each of which names its sheet.
   *
   * @throws WorkbookException also when there is no such sheet
   */
  public List<RangeContent> read(List<CellRange> ranges) throws WorkbookException {
    return open(workbook -> new RangeReader(workbook).read(ranges));
  }

  private interface Use<T> {
    T on(Workbook workbook) throws WorkbookException;
  }

  private <T> T open(Use<T> use) throws WorkbookException {
    if (bytes.length > MAX_BYTES) {
      throw new WorkbookException("it is larger than " + (MAX_BYTES >> 20) + " MiB");
    }
    TURNS.acquireUninterruptibly();
    try {
      return parse(use);
    } catch (EncryptedDocumentException e) {
      throw new WorkbookException("it is protected by a password");
    } catch (UnsupportedFileFormatException e) {
      throw new WorkbookException("it is neither .xlsx, .xlsm nor .xls");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // POI reports damage with many exceptions, and nesting without end overflows its stack.
      throw new WorkbookException("it is damaged, or no workbook");
    } finally {
      TURNS.release();
    }
  }

  private <T> T parse(Use<T> use) throws WorkbookException, IOException {
    Archive.check(bytes);
    try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
      return use.on(workbook);
    }
  }
}
