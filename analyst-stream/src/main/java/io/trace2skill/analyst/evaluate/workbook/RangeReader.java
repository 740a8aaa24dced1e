// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellAddress;

/** Reads ranges out of one open workbook. */
final class RangeReader {

  private final Workbook workbook;
  private final CellReader cells;

  RangeReader(Workbook workbook) {
    this.workbook = workbook;
    this.cells = new CellReader(workbook);
  }

  List<RangeContent> read(List<CellRange> ranges) throws WorkbookException {
    List<RangeContent> contents = new ArrayList<>();
    for (CellRange range : ranges) {
      contents.add(read(range));
    }
    return contents;
  }

  /** Row by row, so that a formula that continues the one above finds it calculated. */
  private RangeContent read(CellRange range) throws WorkbookException {
    Sheet sheet = sheet(range.sheet().orElseThrow());
    NavigableMap<CellAddress, CellContent> found = new TreeMap<>();
    for (Row row : sheet) {
      if (range.hasRow(row.getRowNum())) {
        for (Cell cell : row) {
          if (range.hasColumn(cell.getColumnIndex())) {
            add(found, cell);
          }
        }
      }
    }
    return new RangeContent(sheet.getSheetName(), found);
  }

  private void add(NavigableMap<CellAddress, CellContent> found, Cell cell) {
    CellContent content = cells.read(cell);
    if (!content.isBlank()) {
      found.put(cell.getAddress(), content);
    }
  }

  /** Excel takes names that differ in case only for the same. */
  private Sheet sheet(String name) throws WorkbookException {
    Sheet sheet = workbook.getSheet(name);
    if (sheet == null) {
      throw new WorkbookException("it has no sheet '" + name + "'");
    }
    return sheet;
  }
}
