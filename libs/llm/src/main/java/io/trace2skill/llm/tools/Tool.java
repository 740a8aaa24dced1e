// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ToolDefinition;
import java.util.concurrent.CompletionStage;

/** Something that a model may call. Thread-safe. */
public interface Tool {

  /** Returns how the tool is described to the model. */
  ToolDefinition definition();

  /**
   * Calls the tool.
   *
   * @param arguments a JSON object
   * @return the result as text for the model; a failure's message goes to the model as an error
   */
  CompletionStage<String> call(JsonNode arguments);
}
