// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ToolDefinition;
import java.util.concurrent.CompletionStage;

/** Something that a model may do. */
public interface Tool {

  /** Returns what the model is told about it. */
  ToolDefinition definition();

  /**
   * Starts a call. A failure of any kind is no failure of the loop: its message becomes the result
   * that the model sees, so it should say what to do instead.
   *
   * @param arguments a JSON object, not checked against the definition's schema
   * @return completes with the result for the model; cancelled when the loop is
   */
  CompletionStage<String> call(JsonNode arguments);
}
