// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.formula.EvaluationCell;
import org.apache.poi.ss.formula.EvaluationSheet;
import org.apache.poi.ss.formula.EvaluationWorkbook;

/** Counts the cells that a calculation reads, and ends it when they are too many. */
final class MeteredWorkbook {

  /** Some seconds of work. */
  private static final int MAX_READS = 10_000_000;

  private final EvaluationWorkbook workbook;
  private final Map<Integer, EvaluationSheet> sheets = new HashMap<>();
  private int reads;

  MeteredWorkbook(EvaluationWorkbook workbook) {
    this.workbook = workbook;
  }

  /** Returns the workbook with its sheets metered. */
  EvaluationWorkbook workbook() {
    return (EvaluationWorkbook)
        Proxy.newProxyInstance(
            MeteredWorkbook.class.getClassLoader(),
            new Class<?>[] {EvaluationWorkbook.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  boolean isExhausted() {
    return reads > MAX_READS;
  }

  /** What POI asks of a workbook takes the sheets that it gave out itself. */
  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getSheet")) {
      return sheets.computeIfAbsent((Integer) arguments[0], i -> new Sheet(workbook.getSheet(i)));
    }
    if (arguments != null && arguments.length == 1 && arguments[0] instanceof Sheet sheet) {
      arguments = new Object[] {sheet.sheet};
    }
    try {
      return method.invoke(workbook, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private final class Sheet implements EvaluationSheet {
    private final EvaluationSheet sheet;

    Sheet(EvaluationSheet sheet) {
      this.sheet = sheet;
    }

    @Override
    public EvaluationCell getCell(int row, int column) {
      if (++reads > MAX_READS) {
        throw new IllegalStateException("the calculation reads too many cells");
      }
      return sheet.getCell(row, column);
    }

    @Override
    public void clearAllCachedResultValues() {
      sheet.clearAllCachedResultValues();
    }

    @Override
    public int getLastRowNum() {
      return sheet.getLastRowNum();
    }

    @Override
    public boolean isRowHidden(int row) {
      return sheet.isRowHidden(row);
    }
  }
}
