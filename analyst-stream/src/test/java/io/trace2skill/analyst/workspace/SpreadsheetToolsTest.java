// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import static io.trace2skill.analyst.workspace.Bench.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.ArtifactRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadsheetToolsTest {

  @TempDir Path parent;
  private Bench bench;

  @BeforeEach
  void setUp() {
    bench = new Bench(parent);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void aWorkbookReadsAsItsCells() throws IOException {
    Workspace workspace = withWorkbook("in.xlsx", prices(new XSSFWorkbook()));
    assertThat(call(workspace, "read_file", "{\"path\":\"in.xlsx\"}"))
        .isEqualTo(
            """
            1: Sheet "Prices"
            2: A1 "item" | B1 "price" | C1 "count"
            3: A2 "pen" | B2 1.5 | C2 2
            4: A3 "ink" | B3 4 | C3 10
            (end of file)""");
    assertThat(call(workspace, "search", "{\"pattern\":\"ink\"}"))
        .isEqualTo("in.xlsx:4: A3 \"ink\" | B3 4 | C3 10\n");
  }

  @Test
  void cellsAreSetInACopyAndFormulasAreFilledAndCalculated() throws IOException {
    for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
      String suffix = workbook instanceof XSSFWorkbook ? ".xlsx" : ".xls";
      Workspace workspace = withWorkbook("in" + suffix, prices(workbook));
      String answer =
          call(
              workspace,
              "set_cells",
              """
              {"file":"in%1$s","out":"fix%1$s","cells":[
                {"sheet":"Prices","cell":"D2:D3","formula":"=B2*$C$2"},
                {"cell":"A4","value":"=SUM(D2:D3)"},
                {"cell":"B4","value":true},
                {"cell":"A3","value":null}]}
              """
                  .formatted(suffix));
      assertThat(answer)
          .isEqualTo(
              """
              Wrote "fix%s".
              D2 =B2*$C$2 -> 3
              D3 =B3*$C$2 -> 8
              A4 =SUM(D2:D3) -> 11
              B4 TRUE
              A3 (cleared)"""
                  .formatted(suffix));
      assertThat(
              call(
                  workspace,
                  "diff_files",
                  "{\"before\":\"in" + suffix + "\",\"after\":\"fix" + suffix + "\"}"))
          .contains("-A3 \"ink\" | B3 4 | C3 10\n")
          .contains("+B3 4 | C3 10 | D3 =B3*$C$2 -> 8\n");
      workspace.close();
    }
  }

  @Test
  void changesThatCannotBeMadeGetAnAnswerThatHelps() throws IOException {
    Workspace workspace = withWorkbook("in.xlsx", prices(new XSSFWorkbook()));
    assertThat(set(workspace, "{\"sheet\":\"No\",\"cell\":\"A1\",\"value\":1}"))
        .isEqualTo("error: There is no sheet \"No\".");
    assertThat(set(workspace, "{\"cell\":\"A\",\"value\":1}")).contains("must be such as B2");
    assertThat(set(workspace, "{\"cell\":\"A1:ZZ99999\",\"value\":1}"))
        .contains("At most 5000 cells");
    assertThat(set(workspace, "{\"cell\":\"A1\",\"formula\":\"SUM((\"}"))
        .startsWith("error: The formula \"SUM((\" is wrong");
    assertThat(set(workspace, "{\"cell\":\"A1\"}")).contains("Give \"value\" or \"formula\"");
    assertThat(
            call(
                workspace,
                "set_cells",
                "{\"file\":\"in.xlsx\",\"out\":\"in.xlsx\",\"cells\":[{\"cell\":\"A1\",\"value\":1}]}"))
        .contains("belongs to the execution");
  }

  @Test
  void whatOnlyLooksLikeAWorkbookIsRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 70; i++) {
        zip.write(zeros);
      }
    }
    Workspace workspace =
        bench.open(
            Bench.trajectory(
                List.of(
                    Bench.artifact("bomb.xlsx", ArtifactRole.INPUT, bomb.toByteArray()),
                    Bench.artifact(
                        "broken.xlsx",
                        ArtifactRole.INPUT,
                        "PK\3\4 not a package".getBytes(StandardCharsets.UTF_8))),
                null));
    assertThat(call(workspace, "read_file", "{\"path\":\"bomb.xlsx\"}"))
        .isEqualTo("error: The workbook is too large to open here.");
    assertThat(call(workspace, "read_file", "{\"path\":\"broken.xlsx\"}"))
        .startsWith("error: The file is not a readable workbook");
    assertThat(call(workspace, "search", "{\"pattern\":\"x\"}"))
        .contains("broken.xlsx: not searched.");
  }

  private static String set(Workspace workspace, String change) {
    return call(
        workspace,
        "set_cells",
        "{\"file\":\"in.xlsx\",\"out\":\"fix.xlsx\",\"cells\":[" + change + "]}");
  }

  private Workspace withWorkbook(String name, Workbook workbook) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook.write(bytes);
    workbook.close();
    return bench.open(
        Bench.trajectory(
            List.of(Bench.artifact(name, ArtifactRole.INPUT, bytes.toByteArray())), null));
  }

  private static Workbook prices(Workbook workbook) {
    Sheet sheet = workbook.createSheet("Prices");
    row(sheet, "item", "price", "count");
    row(sheet, "pen", 1.5, 2.0);
    row(sheet, "ink", 4.0, 10.0);
    return workbook;
  }

  private static void row(Sheet sheet, Object... values) {
    Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
    for (Object value : values) {
      if (value instanceof Double number) {
        row.createCell(Math.max(0, row.getLastCellNum())).setCellValue(number);
      } else {
        row.createCell(Math.max(0, row.getLastCellNum())).setCellValue((String) value);
      }
    }
  }
}
