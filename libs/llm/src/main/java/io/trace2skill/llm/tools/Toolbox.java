// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The tools of a loop by name. */
final class Toolbox {

  private final Map<String, Tool> tools = new LinkedHashMap<>();

  Toolbox(List<? extends Tool> tools) {
    for (Tool tool : tools) {
      String name = tool.definition().name();
      if (this.tools.put(name, tool) != null) {
        throw new IllegalArgumentException("two tools are named " + name);
      }
    }
  }

  List<ToolDefinition> definitions() {
    return tools.values().stream().map(Tool::definition).toList();
  }

  /** Starts a call. What goes wrong fails the stage. */
  CompletionStage<String> call(ToolCall call) {
    Tool tool = tools.get(call.name());
    if (tool == null) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "there is no tool named '" + call.name() + "'; the tools are " + tools.keySet()));
    }
    try {
      return tool.call(ToolArguments.parse(call.arguments()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Returns what the model is told about how a call ended. */
  static String result(@Nullable String text, @Nullable Throwable error) {
    if (error == null) {
      return ToolResults.cap(String.valueOf(text));
    }
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return ToolResults.cap(
        "error: " + (message == null ? cause.getClass().getSimpleName() : message));
  }
}
