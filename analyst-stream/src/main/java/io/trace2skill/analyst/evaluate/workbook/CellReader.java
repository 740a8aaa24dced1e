// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import io.trace2skill.analyst.evaluate.workbook.CellContent.Unreadable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.formula.eval.BoolEval;
import org.apache.poi.ss.formula.eval.ErrorEval;
import org.apache.poi.ss.formula.eval.NumericValueEval;
import org.apache.poi.ss.formula.eval.StringValueEval;
import org.apache.poi.ss.formula.eval.ValueEval;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Reads cells of one open workbook: the value, of a formula its stored or calculated result. */
final class CellReader {

  private static final CellContent.Unreadable DAMAGED = new Unreadable("damaged");

  private final Workbook workbook;
  private @Nullable Calculator calculator;
  private final boolean from1904;
  private final Map<Integer, CellLook> looks = new HashMap<>();

  CellReader(Workbook workbook) {
    this.workbook = workbook;
    this.from1904 =
        workbook instanceof XSSFWorkbook xssf
            ? xssf.isDate1904()
            : workbook instanceof HSSFWorkbook hssf
                && hssf.getInternalWorkbook().isUsing1904DateWindowing();
  }

  CellContent read(Cell cell) {
    CellStyle style = cell.getCellStyle();
    CellLook look =
        looks.computeIfAbsent((int) style.getIndex(), i -> CellLook.of(workbook, style));
    String format = Optional.ofNullable(style.getDataFormatString()).orElse("General");
    try {
      return content(cell, style.getDataFormat(), format, look);
    } catch (RuntimeException e) {
      // POI's way of saying that this one cell is not as it should be.
      return new CellContent(DAMAGED, "something that cannot be read", format, look);
    }
  }

  private CellContent content(Cell cell, int formatIndex, String format, CellLook look) {
    CellType type = cell.getCellType();
    if (type == CellType.FORMULA && !hasStoredResult(cell)) {
      return calculated(cell, formatIndex, format, look);
    }
    return switch (type == CellType.FORMULA ? cell.getCachedFormulaResultType() : type) {
      case NUMERIC -> number(cell.getNumericCellValue(), formatIndex, format, look);
      case STRING -> text(cell.getRichStringCellValue().getString(), format, look);
      case BOOLEAN -> truth(cell.getBooleanCellValue(), format, look);
      case ERROR -> error(FormulaError.forInt(cell.getErrorCellValue()).getString(), format, look);
      default -> new CellContent("", "nothing", format, look);
    };
  }

  /** Programs that write formulas without calculating them leave the result out, or empty. */
  private static boolean hasStoredResult(Cell cell) {
    if (!(cell instanceof XSSFCell xssf)) {
      return true;
    }
    String raw = xssf.getRawValue();
    boolean text = xssf.getCachedFormulaResultType() == CellType.STRING;
    return raw != null && (text || !raw.isEmpty());
  }

  private CellContent calculated(Cell cell, int formatIndex, String format, CellLook look) {
    Optional<ValueEval> result =
        cell instanceof XSSFCell xssf
            ? calculator(xssf.getSheet().getWorkbook()).calculate(xssf)
            : Optional.empty();
    if (result.isEmpty()) {
      return new CellContent(
          new Unreadable("no result"),
          "a formula without a stored result, which cannot be calculated here",
          format,
          look);
    }
    ValueEval value = result.get();
    if (value instanceof BoolEval bool) {
      return truth(bool.getBooleanValue(), format, look);
    }
    if (value instanceof NumericValueEval number) {
      return number(number.getNumberValue(), formatIndex, format, look);
    }
    if (value instanceof StringValueEval string) {
      return text(string.getStringValue(), format, look);
    }
    if (value instanceof ErrorEval error) {
      return error(error.getErrorString(), format, look);
    }
    return number(0, formatIndex, format, look);
  }

  /** Most workbooks store all results, and need none. */
  private Calculator calculator(XSSFWorkbook xssf) {
    if (calculator == null) {
      calculator = new Calculator(xssf);
    }
    return calculator;
  }

  private CellContent number(double value, int formatIndex, String format, CellLook look) {
    return ValueRules.isDate(formatIndex, format)
        ? new CellContent(ValueRules.date(value, format, from1904), "a date or time", format, look)
        : new CellContent(ValueRules.number(value), "a number", format, look);
  }

  private static CellContent text(String text, String format, CellLook look) {
    return new CellContent(
        ValueRules.text(text), text.isEmpty() ? "an empty text" : "text", format, look);
  }

  private static CellContent truth(boolean value, String format, CellLook look) {
    return new CellContent(ValueRules.truth(value), "a truth value", format, look);
  }

  private static CellContent error(String error, String format, CellLook look) {
    return new CellContent(error, "the error " + error, format, look);
  }
}
