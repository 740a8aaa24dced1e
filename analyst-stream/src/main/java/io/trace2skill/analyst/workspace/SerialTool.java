// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.tools.Tool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A tool as the model's side sees it: off the caller's thread, and one at a time. */
final class SerialTool implements Tool {

  private final ToolAction action;
  private final OpenWorkspace workspace;

  SerialTool(ToolAction action, OpenWorkspace workspace) {
    this.action = action;
    this.workspace = workspace;
  }

  @Override
  public ToolDefinition definition() {
    return action.definition();
  }

  @Override
  public CompletionStage<String> call(JsonNode arguments) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    workspace.execute(() -> run(arguments, answer));
    return answer;
  }

  private void run(JsonNode arguments, CompletableFuture<String> answer) {
    if (answer.isDone()) {
      return;
    }
    try {
      if (workspace.isClosed()) {
        throw new ToolComplaintException("The workspace is closed.");
      }
      answer.complete(
          action.run(
              new ToolArguments(arguments), () -> workspace.isClosed() || answer.isCancelled()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.completeExceptionally(e);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      // Hostile files reach libraries here; whatever they break, the analysis must get an answer.
      answer.completeExceptionally(e);
    }
  }
}
