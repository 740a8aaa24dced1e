// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;

/** What a tool does; one runs at a time in a workspace. */
interface ToolAction {

  /** Returns how the tool is described to the model. */
  ToolDefinition definition();

  /**
   * Does it.
   *
   * @return the answer for the model
   */
  String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException, InterruptedException;

  /** Makes a definition from a schema's properties, which are JSON, and the required ones. */
  static ToolDefinition define(
      String name, String description, String properties, String... required) {
    StringBuilder names = new StringBuilder();
    for (String one : required) {
      names.append(names.isEmpty() ? "" : ",").append('"').append(one).append('"');
    }
    return new ToolDefinition(
        name,
        description,
        "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + names + "]}");
  }

  /** Tells whether anybody still waits for the answer. */
  @FunctionalInterface
  interface Cancellation {
    boolean isCancelled();
  }
}
