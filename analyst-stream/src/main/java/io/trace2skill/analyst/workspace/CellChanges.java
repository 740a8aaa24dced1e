// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Row.MissingCellPolicy;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;

/** Changes cells of one workbook in memory. */
final class CellChanges {

  private static final int MAX_CELLS = 5_000;

  private final Workbook workbook;
  private final List<Cell> changed = new ArrayList<>();

  CellChanges(Workbook workbook) {
    this.workbook = workbook;
  }

  List<Cell> changed() {
    return changed;
  }

  void apply(ToolArguments change, JsonNode value) throws ToolComplaintException {
    Sheet sheet = sheet(change.optionalText("sheet"));
    CellRangeAddress range = range(change.text("cell"));
    if (changed.size() + (long) range.getNumberOfCells() > MAX_CELLS) {
      throw new ToolComplaintException("At most " + MAX_CELLS + " cells can be changed at once.");
    }
    Optional<String> formula =
        change.optionalText("formula").or(() -> formulaIn(value)).map(CellChanges::withoutSign);
    FormulaFill fill = new FormulaFill(workbook, sheet, range);
    for (CellAddress address : range) {
      Cell cell = cell(sheet, address);
      if (formula.isPresent()) {
        setFormula(cell, fill.at(formula.get(), address));
      } else {
        setValue(cell, value);
      }
      changed.add(cell);
    }
  }

  /** Calculates all formulas, as far as they can be calculated here. */
  void calculate() {
    FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
    for (Sheet sheet : workbook) {
      for (Row row : sheet) {
        for (Cell cell : row) {
          calculate(evaluator, cell);
        }
      }
    }
    workbook.setForceFormulaRecalculation(true);
  }

  private static void calculate(FormulaEvaluator evaluator, Cell cell) {
    try {
      evaluator.evaluateFormulaCell(cell);
    } catch (RuntimeException | StackOverflowError e) {
      // A function that POI does not know: the value that the file came with stays.
    }
  }

  private Sheet sheet(Optional<String> name) throws ToolComplaintException {
    Sheet sheet = name.isEmpty() ? workbook.getSheetAt(0) : workbook.getSheet(name.get());
    if (sheet == null) {
      throw new ToolComplaintException("There is no sheet " + Shown.name(name.orElse("")) + ".");
    }
    return sheet;
  }

  private CellRangeAddress range(String reference) throws ToolComplaintException {
    try {
      CellRangeAddress range = CellRangeAddress.valueOf(reference.strip());
      range.validate(workbook.getSpreadsheetVersion());
      if (!range.isFullColumnRange()
          && !range.isFullRowRange()
          && range.getFirstRow() >= 0
          && range.getFirstColumn() >= 0) {
        return range;
      }
    } catch (RuntimeException e) {
      // POI has several ways to refuse a reference.
    }
    throw new ToolComplaintException(
        "\"cell\" must be such as B2 or B2:B9, not " + Shown.name(reference) + ".");
  }

  private static Cell cell(Sheet sheet, CellAddress address) {
    Row row = sheet.getRow(address.getRow());
    return (row == null ? sheet.createRow(address.getRow()) : row)
        .getCell(address.getColumn(), MissingCellPolicy.CREATE_NULL_AS_BLANK);
  }

  private static Optional<String> formulaIn(JsonNode value) {
    String text = value.asText("");
    return text.startsWith("=") && text.length() > 1 ? Optional.of(text) : Optional.empty();
  }

  private static String withoutSign(String formula) {
    return formula.strip().replaceFirst("^=", "");
  }

  private static void setFormula(Cell cell, String formula) throws ToolComplaintException {
    try {
      cell.setCellFormula(formula);
    } catch (RuntimeException e) {
      throw new ToolComplaintException(
          "The formula " + Shown.name(formula) + " is wrong: " + e.getMessage());
    }
  }

  private static void setValue(Cell cell, JsonNode value) throws ToolComplaintException {
    if (value.isMissingNode()) {
      throw new ToolComplaintException("Give \"value\" or \"formula\" for each cell.");
    }
    cell.setBlank();
    if (value.isNumber()) {
      cell.setCellValue(value.doubleValue());
    } else if (value.isBoolean()) {
      cell.setCellValue(value.booleanValue());
    } else if (!value.isNull()) {
      setText(cell, value.asText());
    }
  }

  private static void setText(Cell cell, String text) throws ToolComplaintException {
    try {
      cell.setCellValue(text);
    } catch (IllegalArgumentException e) {
      throw new ToolComplaintException("The text is too long for a cell.");
    }
  }
}
