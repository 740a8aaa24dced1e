// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;

/**
 * The values that a file holds: cells of workbooks and tables, leaves of JSON, lines of text. A
 * file of another kind, too large, or damaged, holds none.
 */
final class ArtifactValues {

  private static final int MAX_BYTES = 20 * 1024 * 1024;
  private static final int MAX_VALUES = 50_000;

  private static final Pattern WORKBOOK = Pattern.compile(".*\\.(?:xlsx|xlsm|xls)");
  private static final Pattern BINARY =
      Pattern.compile(
          ".*\\.(?:png|jpe?g|gif|webp|pdf|docx?|pptx?|zip|gz|tar|parquet|db|sqlite|ods)");
  private static final Pattern BETWEEN =
      Pattern.compile("[\\r\\n\\t;|{}\\[\\]\"]|,(?!\\d{3}\\b)|:\\s");

  private final Set<String> values = new LinkedHashSet<>();

  private ArtifactValues() {}

  static Set<String> of(Artifact artifact) {
    ArtifactValues values = new ArtifactValues();
    ByteBuffer data = artifact.getData();
    String name = artifact.getName().toLowerCase(Locale.ROOT);
    if (data == null || data.remaining() > MAX_BYTES || BINARY.matcher(name).matches()) {
      return values.values;
    }
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    if (WORKBOOK.matcher(name).matches()) {
      values.workbook(bytes);
    } else {
      values.text(new String(bytes, UTF_8));
    }
    return values.values;
  }

  /** Returns the values in a text. */
  static Set<String> in(String text) {
    ArtifactValues values = new ArtifactValues();
    values.text(text);
    return values.values;
  }

  private void text(String text) {
    BETWEEN.splitAsStream(text).forEach(this::add);
  }

  /** What cannot be read has no values; whoever evaluates with it says so. */
  private void workbook(byte[] bytes) {
    try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
      for (Sheet sheet : workbook) {
        for (Row row : sheet) {
          row.forEach(this::cell);
        }
      }
    } catch (IOException | RuntimeException damaged) {
      values.clear();
    }
  }

  private void cell(Cell cell) {
    CellType type = cell.getCellType();
    if (type == CellType.FORMULA) {
      add(cell.getCellFormula());
      type = cell.getCachedFormulaResultType();
    }
    if (type == CellType.NUMERIC) {
      add(Double.toString(cell.getNumericCellValue()));
      add(
          new DataFormatter(Locale.ROOT)
              .formatRawCellContents(
                  cell.getNumericCellValue(),
                  cell.getCellStyle().getDataFormat(),
                  cell.getCellStyle().getDataFormatString()));
    } else if (type == CellType.STRING) {
      add(cell.getStringCellValue());
    }
  }

  private void add(String value) {
    if (!value.isBlank() && values.size() < MAX_VALUES) {
      values.add(value.strip());
    }
  }
}
