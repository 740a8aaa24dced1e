// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;

/** Writes a workbook as lines: one per sheet, then one per row that has something in it. */
final class WorkbookText {

  private static final int MAX_LINES = 50_000;

  private final List<String> lines = new ArrayList<>();

  private WorkbookText() {}

  static List<String> of(Path file) throws IOException, ToolComplaintException {
    WorkbookText text = new WorkbookText();
    try (Workbook workbook = WorkbookFile.open(file)) {
      for (Sheet sheet : workbook) {
        text.add(workbook, sheet);
      }
    } catch (RuntimeException e) {
      throw new ToolComplaintException("The workbook cannot be shown: " + e.getMessage());
    }
    return text.lines;
  }

  private void add(Workbook workbook, Sheet sheet) {
    boolean hidden =
        workbook.getSheetVisibility(workbook.getSheetIndex(sheet)) != SheetVisibility.VISIBLE;
    lines.add(
        "Sheet \"" + sheet.getSheetName() + "\"" + (hidden ? " (hidden)" : "") + merged(sheet));
    for (Row row : sheet) {
      if (lines.size() >= MAX_LINES) {
        lines.add("(more rows are left out)");
        return;
      }
      String cells = cells(row);
      if (!cells.isEmpty()) {
        lines.add(cells);
      }
    }
  }

  private static String merged(Sheet sheet) {
    StringJoiner ranges = new StringJoiner(", ", ", merged: ", "");
    sheet.getMergedRegions().stream()
        .limit(20)
        .map(CellRangeAddress::formatAsString)
        .forEach(ranges::add);
    return sheet.getNumMergedRegions() == 0 ? "" : ranges.toString();
  }

  private static String cells(Row row) {
    StringJoiner cells = new StringJoiner(" | ");
    int length = 0;
    for (Cell cell : row) {
      String text = CellText.of(cell);
      length += text.length();
      if (length > 10 * TextLines.MAX_LINE) {
        break;
      }
      if (!text.isEmpty()) {
        cells.add(text);
      }
    }
    return cells.toString();
  }
}
