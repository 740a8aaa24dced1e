// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import org.apache.poi.hssf.usermodel.HSSFEvaluationWorkbook;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.formula.FormulaParser;
import org.apache.poi.ss.formula.FormulaParsingWorkbook;
import org.apache.poi.ss.formula.FormulaRenderer;
import org.apache.poi.ss.formula.FormulaRenderingWorkbook;
import org.apache.poi.ss.formula.FormulaType;
import org.apache.poi.ss.formula.ptg.AreaPtgBase;
import org.apache.poi.ss.formula.ptg.Ptg;
import org.apache.poi.ss.formula.ptg.RefPtgBase;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFEvaluationWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Fills a formula over a range: relative references move with the cell, absolute ones stay. */
final class FormulaFill {

  private final Workbook workbook;
  private final int sheetIndex;
  private final CellRangeAddress range;

  FormulaFill(Workbook workbook, Sheet sheet, CellRangeAddress range) {
    this.workbook = workbook;
    this.sheetIndex = workbook.getSheetIndex(sheet);
    this.range = range;
  }

  /** Returns the formula for one cell of the range; it was written for the first one. */
  String at(String formula, CellAddress address) throws ToolComplaintException {
    int rows = address.getRow() - range.getFirstRow();
    int columns = address.getColumn() - range.getFirstColumn();
    if (rows == 0 && columns == 0) {
      return formula;
    }
    try {
      Ptg[] parts =
          FormulaParser.parse(
              formula, parsing(), FormulaType.CELL, sheetIndex, range.getFirstRow());
      for (Ptg part : parts) {
        move(part, rows, columns);
      }
      return FormulaRenderer.toFormulaString(rendering(), parts);
    } catch (RuntimeException e) {
      throw new ToolComplaintException(
          "The formula " + Shown.name(formula) + " cannot be filled: " + e.getMessage());
    }
  }

  private static void move(Ptg part, int rows, int columns) {
    if (part instanceof RefPtgBase ref) {
      ref.setRow(ref.isRowRelative() ? ref.getRow() + rows : ref.getRow());
      ref.setColumn(ref.isColRelative() ? ref.getColumn() + columns : ref.getColumn());
    } else if (part instanceof AreaPtgBase area) {
      area.setFirstRow(area.getFirstRow() + (area.isFirstRowRelative() ? rows : 0));
      area.setLastRow(area.getLastRow() + (area.isLastRowRelative() ? rows : 0));
      area.setFirstColumn(area.getFirstColumn() + (area.isFirstColRelative() ? columns : 0));
      area.setLastColumn(area.getLastColumn() + (area.isLastColRelative() ? columns : 0));
    }
  }

  private FormulaParsingWorkbook parsing() {
    return workbook instanceof XSSFWorkbook x
        ? XSSFEvaluationWorkbook.create(x)
        : HSSFEvaluationWorkbook.create((HSSFWorkbook) workbook);
  }

  private FormulaRenderingWorkbook rendering() {
    return workbook instanceof XSSFWorkbook x
        ? XSSFEvaluationWorkbook.create(x)
        : HSSFEvaluationWorkbook.create((HSSFWorkbook) workbook);
  }
}
