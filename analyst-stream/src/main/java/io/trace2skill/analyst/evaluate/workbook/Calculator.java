// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.Optional;
import org.apache.poi.ss.formula.EvaluationCell;
import org.apache.poi.ss.formula.IStabilityClassifier;
import org.apache.poi.ss.formula.WorkbookEvaluator;
import org.apache.poi.ss.formula.eval.ValueEval;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFEvaluationWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Calculates formulas of one .xlsx workbook (an .xls workbook always stores results). Other
 * workbooks and the network are out of its reach, and it reads a limited number of cells, as a
 * workbook can be made to calculate for days.
 */
final class Calculator {

  private final XSSFEvaluationWorkbook cells;
  private final MeteredWorkbook metered;
  private final WorkbookEvaluator evaluator;

  Calculator(XSSFWorkbook workbook) {
    this.cells = XSSFEvaluationWorkbook.create(workbook);
    this.metered = new MeteredWorkbook(cells);
    this.evaluator =
        new WorkbookEvaluator(metered.workbook(), IStabilityClassifier.TOTALLY_IMMUTABLE, null);
  }

  /** Returns the result, or empty when it cannot be had. */
  Optional<ValueEval> calculate(Cell cell) {
    if (metered.isExhausted()) {
      return Optional.empty();
    }
    try {
      int sheet = cell.getSheet().getWorkbook().getSheetIndex(cell.getSheet());
      EvaluationCell formula =
          cells.getSheet(sheet).getCell(cell.getRowIndex(), cell.getColumnIndex());
      return Optional.of(evaluator.evaluate(formula));
    } catch (RuntimeException | StackOverflowError e) {
      // A function that POI does not know, another workbook, a chain too long, or too many cells.
      return Optional.empty();
    }
  }
}
