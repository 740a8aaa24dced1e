// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.util.Optional;

/** Shows a file, page by page. */
record ReadFileTool(Root root, int maxCharacters) implements ToolAction {

  private static final int DEFAULT_LINES = 200;
  private static final int NUMBER_WIDTH = 10;

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "read_file",
        "Shows lines of a file. A spreadsheet is shown as one line per row: cell, formula, value.",
        "\"path\":{\"type\":\"string\"},"
            + "\"start_line\":{\"type\":\"integer\",\"description\":\"First line, from 1.\"},"
            + "\"lines\":{\"type\":\"integer\",\"description\":\"How many; 200 if left out.\"}",
        "path");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    int start = arguments.positive("start_line", 1);
    int count = arguments.positive("lines", DEFAULT_LINES);
    FileContent content = FileContent.of(root.file(arguments.text("path")));
    if (!content.isReadable()) {
      return content.description();
    }
    try (TextLines lines = content.lines()) {
      return page(lines, start, count);
    }
  }

  private String page(TextLines lines, int start, int count)
      throws IOException, ToolComplaintException {
    Optional<String> line = lines.next();
    int number = 1;
    for (; number < start && line.isPresent(); number++) {
      line = lines.next();
    }
    if (line.isEmpty()) {
      if (start == 1) {
        return "The file is empty.";
      }
      throw new ToolComplaintException("The file has only " + (number - 1) + " lines.");
    }
    StringBuilder page = new StringBuilder();
    for (int shown = 0; line.isPresent() && shown < count; shown++) {
      if (shown > 0 && page.length() + line.get().length() + NUMBER_WIDTH > maxCharacters) {
        break;
      }
      page.append(number++).append(": ").append(line.get()).append('\n');
      line = lines.next();
    }
    return page.append(line.isPresent() ? "(more: start_line " + number + ")" : "(end of file)")
        .toString();
  }
}
