// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Builds a small workbook; values go to the last sheet that was named, at first to Sheet1. */
final class Book {

  private final Workbook workbook;
  private Sheet sheet;

  Book() {
    this(new XSSFWorkbook());
  }

  Book(Workbook workbook) {
    this.workbook = workbook;
    this.sheet = workbook.createSheet("Sheet1");
  }

  Book sheet(String name) {
    sheet = workbook.createSheet(name);
    return this;
  }

  Book set(String at, String value) {
    cell(at).setCellValue(value);
    return this;
  }

  Book set(String at, double value) {
    cell(at).setCellValue(value);
    return this;
  }

  Book set(String at, boolean value) {
    cell(at).setCellValue(value);
    return this;
  }

  Book error(String at, String error) {
    cell(at).setCellErrorValue(FormulaError.forString(error).getCode());
    return this;
  }

  Book number(String at, double value, String format) {
    Cell cell = cell(at);
    cell.setCellValue(value);
    CellStyle style = style(cell);
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    cell.setCellStyle(style);
    return this;
  }

  Book date(String at, LocalDateTime value, String format) {
    return number(at, org.apache.poi.ss.usermodel.DateUtil.getExcelDate(value), format);
  }

  /** The result is a number; null stores none. */
  Book formula(String at, String formula, @Nullable String result) {
    Cell cell = cell(at);
    cell.setCellFormula(formula);
    if (result != null) {
      cell.setCellValue(Double.parseDouble(result));
    }
    return this;
  }

  Book fill(String at, IndexedColors color) {
    Cell cell = cell(at);
    CellStyle style = style(cell);
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    style.setFillForegroundColor(color.getIndex());
    cell.setCellStyle(style);
    return this;
  }

  Book color(String at, IndexedColors color) {
    Cell cell = cell(at);
    Font font = workbook.createFont();
    font.setColor(color.getIndex());
    CellStyle style = style(cell);
    style.setFont(font);
    cell.setCellStyle(style);
    return this;
  }

  Book merge(String range) {
    sheet.addMergedRegion(CellRangeAddress.valueOf(range));
    return this;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook.write(bytes);
    return bytes.toByteArray();
  }

  private CellStyle style(Cell cell) {
    CellStyle style = workbook.createCellStyle();
    style.cloneStyleFrom(cell.getCellStyle());
    return style;
  }

  private Cell cell(String at) {
    CellReference reference = new CellReference(at);
    Row row = sheet.getRow(reference.getRow());
    row = row == null ? sheet.createRow(reference.getRow()) : row;
    Cell cell = row.getCell(reference.getCol());
    return cell == null ? row.createCell(reference.getCol()) : cell;
  }
}
