// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.NumberToTextConverter;

/** Writes cells for a model: the value, and the formula that it comes from. */
final class CellText {

  private static final int MAX_TEXT = 300;

  private CellText() {}

  /** Returns such as {@code C2 =A2*2 -> 25}; empty for a blank cell. */
  static String of(Cell cell) {
    if (cell.getCellType() == CellType.BLANK) {
      return "";
    }
    String formula = cell.getCellType() == CellType.FORMULA ? "=" + formula(cell) + " -> " : "";
    return cell.getAddress() + " " + formula + value(cell);
  }

  private static String formula(Cell cell) {
    try {
      return cut(cell.getCellFormula());
    } catch (RuntimeException e) {
      return "(a formula that cannot be shown)";
    }
  }

  private static String value(Cell cell) {
    CellType type =
        cell.getCellType() == CellType.FORMULA
            ? cell.getCachedFormulaResultType()
            : cell.getCellType();
    return switch (type) {
      case NUMERIC -> number(cell);
      case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
      case ERROR -> error(cell.getErrorCellValue());
      case STRING -> "\"" + cut(cell.getRichStringCellValue().getString()) + "\"";
      default -> "(no value)";
    };
  }

  private static String number(Cell cell) {
    String plain = NumberToTextConverter.toText(cell.getNumericCellValue());
    return DateUtil.isCellDateFormatted(cell)
        ? plain + " (date " + cell.getLocalDateTimeCellValue() + ")"
        : plain;
  }

  private static String error(byte code) {
    return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERROR";
  }

  private static String cut(String text) {
    String line = text.replace("\r", "").replace("\n", "\\n");
    return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "..." : line;
  }
}
