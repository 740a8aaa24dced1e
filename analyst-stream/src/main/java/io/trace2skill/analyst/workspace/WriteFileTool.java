// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Lets a model write a text file. */
record WriteFileTool(NewFiles files) implements ToolAction {

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "write_file",
        "Writes a text file under a new name, such as a candidate fix.",
        "\"path\":{\"type\":\"string\"},\"content\":{\"type\":\"string\"}",
        "path",
        "content");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    String path = arguments.text("path");
    byte[] content = arguments.text("content").getBytes(StandardCharsets.UTF_8);
    files.write(path, content);
    return "Wrote " + content.length + " bytes to " + Shown.name(path) + ".";
  }
}
