// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one list of chat messages; remembers its calls so that results can name their tool. */
final class OpenAiMessages {

  private final Map<String, String> toolNamesByCallId = new HashMap<>();

  List<Step> read(JsonNode messages, String path) throws UnusableException {
    if (!messages.isArray()) {
      throw UnusableException.notATrajectory(path + " must be a list of messages");
    }
    List<Step> steps = new ArrayList<>(messages.size());
    for (JsonNode message : messages) {
      steps.add(step(JsonFields.of(message, path + "[" + steps.size() + "]")));
    }
    return steps;
  }

  private Step step(JsonFields message) throws UnusableException {
    Role role = role(message.requiredText("role"));
    List<ToolCall> calls = toolCalls(message);
    for (ToolCall call : calls) {
      if (call.getId() != null) {
        toolNamesByCallId.put(call.getId(), call.getName());
      }
    }
    Step.Builder step =
        Step.newBuilder()
            .setRole(role)
            .setContent(content(message))
            .setReasoning(reasoning(message))
            .setToolCalls(calls);
    if (role == Role.TOOL) {
      addResult(step, message);
    }
    return step.build();
  }

  private static Role role(String role) {
    return switch (role) {
      case "system" -> Role.SYSTEM;
      case "developer" -> Role.DEVELOPER;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "tool", "function" -> Role.TOOL;
      default -> Role.UNKNOWN;
    };
  }

  private static List<ContentPart> content(JsonFields message) throws UnusableException {
    List<ContentPart> parts = OpenAiContent.parts(message.value("content"));
    if (message.value("refusal").isTextual()) {
      parts.add(OpenAiContent.text(message.value("refusal").textValue()));
    }
    return parts;
  }

  private static @Nullable String reasoning(JsonFields message) {
    JsonNode reasoning =
        message.has("reasoning_content")
            ? message.value("reasoning_content")
            : message.value("reasoning");
    return reasoning.isTextual() ? reasoning.textValue() : null;
  }

  private static List<ToolCall> toolCalls(JsonFields message) throws UnusableException {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonFields call : message.objects("tool_calls")) {
      calls.add(toolCall(call.text("id"), call));
    }
    if (message.has("function_call")) {
      calls.add(function(null, message.object("function_call"), "arguments"));
    }
    return calls;
  }

  private static ToolCall toolCall(@Nullable String id, JsonFields call) throws UnusableException {
    if (call.has("custom")) {
      return function(id, call.object("custom"), "input");
    }
    return function(id, call.has("function") ? call.object("function") : call, "arguments");
  }

  private static ToolCall function(@Nullable String id, JsonFields function, String arguments)
      throws UnusableException {
    return new ToolCall(
        id, function.requiredText("name"), ToolArguments.text(function.value(arguments)));
  }

  private void addResult(Step.Builder step, JsonFields message) throws UnusableException {
    String callId = message.text("tool_call_id");
    String name = message.text("name");
    step.setToolCallId(callId)
        .setToolName(name == null && callId != null ? toolNamesByCallId.get(callId) : name)
        .setToolError(toolError(message))
        .setExitCode(exitCode(message));
  }

  /** The API has no such field; recorders add one of these. */
  private static @Nullable Boolean toolError(JsonFields message) {
    for (String name : List.of("is_error", "error")) {
      if (message.value(name).isBoolean()) {
        return message.value(name).booleanValue();
      }
    }
    return switch (message.value("status").asText()) {
      case "error" -> true;
      case "success" -> false;
      default -> null;
    };
  }

  private static @Nullable Integer exitCode(JsonFields message) {
    JsonNode code = message.value("exit_code");
    return code.canConvertToExactIntegral() && code.canConvertToInt() ? code.intValue() : null;
  }
}
