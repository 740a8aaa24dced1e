// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.util.List;

/** Shows which files there are. */
record ListFilesTool(Root root, Layout layout) implements ToolAction {

  private static final int MAX_SHOWN = 200;

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "list_files",
        "Lists the files of the workspace with their sizes in bytes.",
        "\"path\":{\"type\":\"string\",\"description\":\"A directory; leave out for all files.\"}");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    List<FileWalk.Entry> entries =
        FileWalk.of(root.existing(arguments.optionalText("path").orElse("")), MAX_SHOWN + 1);
    StringBuilder answer = new StringBuilder();
    entries.stream().limit(MAX_SHOWN).forEach(entry -> answer.append(line(entry)).append('\n'));
    if (entries.isEmpty()) {
      answer.append("There are no files.\n");
    }
    if (entries.size() > MAX_SHOWN) {
      answer.append("There are more files; give \"path\" to see those of one directory.\n");
    }
    layout.notes().forEach(note -> answer.append("Note: ").append(note).append('\n'));
    return answer.toString();
  }

  private String line(FileWalk.Entry entry) {
    String name = root.nameOf(entry.path());
    String kind = layout.roles().getOrDefault(name, "new");
    if (entry.attributes().isSymbolicLink()) {
      kind = "symbolic link, not followed";
    } else if (entry.attributes().isOther()) {
      kind = "special file, cannot be opened";
    }
    return name.replaceAll("\\p{Cntrl}", "?")
        + "  "
        + entry.attributes().size()
        + " bytes ("
        + kind
        + ")";
  }
}
