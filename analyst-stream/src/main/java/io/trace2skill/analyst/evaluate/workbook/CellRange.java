// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.Optional;
import org.apache.poi.ss.SpreadsheetVersion;

/**
 * A rectangle of cells. All bounds are inclusive and count from 0.
 *
 * @param sheet the sheet it names, if it names one
 * @param firstRow from 0 to lastRow
 * @param lastRow to 1,048,575
 * @param firstColumn from 0 to lastColumn
 * @param lastColumn to 16,383
 */
public record CellRange(
    Optional<String> sheet, int firstRow, int lastRow, int firstColumn, int lastColumn) {

  static final int LAST_ROW = SpreadsheetVersion.EXCEL2007.getLastRowIndex();
  static final int LAST_COLUMN = SpreadsheetVersion.EXCEL2007.getLastColumnIndex();

  /** Makes a range; bounds the wrong way round are swapped. */
  public CellRange {
    int top = Math.min(firstRow, lastRow);
    int left = Math.min(firstColumn, lastColumn);
    lastRow = Math.max(firstRow, lastRow);
    lastColumn = Math.max(firstColumn, lastColumn);
    firstRow = top;
    firstColumn = left;
    if (firstRow < 0 || lastRow > LAST_ROW || firstColumn < 0 || lastColumn > LAST_COLUMN) {
      throw new IllegalArgumentException("a sheet ends at XFD1048576");
    }
  }

  /** Returns the range of all cells of a sheet. */
  public static CellRange whole(String sheet) {
    return new CellRange(Optional.of(sheet), 0, LAST_ROW, 0, LAST_COLUMN);
  }

  boolean hasRow(int row) {
    return row >= firstRow && row <= lastRow;
  }

  boolean hasColumn(int column) {
    return column >= firstColumn && column <= lastColumn;
  }
}
