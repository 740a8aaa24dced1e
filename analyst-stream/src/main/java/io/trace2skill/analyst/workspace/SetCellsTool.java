// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ToolDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Workbook;

/** Lets a model make a fixed copy of a workbook without running a command. */
record SetCellsTool(Root root, NewFiles files) implements ToolAction {

  private static final int MAX_SHOWN = 20;

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "set_cells",
        "Copies a spreadsheet to a new file with some cells changed; formulas are calculated."
            + " Example cells: [{\"sheet\":\"Data\",\"cell\":\"D2:D9\",\"formula\":\"B2*C2\"},"
            + "{\"cell\":\"A1\",\"value\":\"Total\"}]",
        "\"file\":{\"type\":\"string\",\"description\":\"The spreadsheet to copy.\"},"
            + "\"out\":{\"type\":\"string\",\"description\":\"Name of the new file.\"},"
            + "\"cells\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{"
            + "\"sheet\":{\"type\":\"string\",\"description\":\"The first sheet if left out.\"},"
            + "\"cell\":{\"type\":\"string\",\"description\":\"One cell, or a range: a formula is"
            + " filled over it as a spreadsheet does.\"},"
            + "\"value\":{\"description\":\"Text, number, true, false, or null to clear.\"},"
            + "\"formula\":{\"type\":\"string\"}},\"required\":[\"cell\"]}}",
        "file",
        "out",
        "cells");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    String out = arguments.text("out");
    try (Workbook workbook = WorkbookFile.open(root.file(arguments.text("file")))) {
      CellChanges changes = new CellChanges(workbook);
      for (JsonNode change : arguments.list("cells")) {
        changes.apply(new ToolArguments(change), change.path("value"));
      }
      changes.calculate();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      workbook.write(bytes);
      files.write(out, bytes.toByteArray());
      return "Wrote " + Shown.name(out) + ".\n" + shown(changes.changed());
    }
  }

  private static String shown(List<Cell> cells) {
    String list =
        cells.stream().limit(MAX_SHOWN).map(SetCellsTool::shown).collect(Collectors.joining("\n"));
    return cells.size() > MAX_SHOWN
        ? list + "\n(and " + (cells.size() - MAX_SHOWN) + " more)"
        : list;
  }

  private static String shown(Cell cell) {
    String text = CellText.of(cell);
    return text.isEmpty() ? cell.getAddress() + " (cleared)" : text;
  }
}
