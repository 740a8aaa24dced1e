// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.analyst.llm.render.Secrets;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.tools.Tool;
import java.util.concurrent.CompletionStage;

/** A tool whose results reach the model without the secrets that files may hold. */
record MaskedTool(Tool tool) implements Tool {

  @Override
  public ToolDefinition definition() {
    return tool.definition();
  }

  @Override
  public CompletionStage<String> call(JsonNode arguments) {
    return tool.call(arguments).thenApply(Secrets::mask);
  }
}
