// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.List;
import java.util.Optional;

/**
 * One request for a reply.
 *
 * @param purpose what the call is for, for metrics and budgets: a short fixed word such as {@code
 *     error-analysis} or {@code merge}
 * @param settings the model and its parameters
 * @param messages the conversation so far; not empty
 * @param tools tools that the model may call; may be empty
 * @param shape the JSON that the reply shall consist of, empty for free text
 */
public record ChatRequest(
    String purpose,
    ModelSettings settings,
    List<ChatMessage> messages,
    List<ToolDefinition> tools,
    Optional<ResponseShape> shape) {

  public ChatRequest {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request needs a message");
    }
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** Returns a request without tools. */
  public static ChatRequest of(String purpose, ModelSettings settings, ChatMessage... messages) {
    return new ChatRequest(purpose, settings, List.of(messages), List.of(), Optional.empty());
  }

  /** Returns the same request with another conversation. */
  public ChatRequest withMessages(List<ChatMessage> conversation) {
    return new ChatRequest(purpose, settings, conversation, tools, shape);
  }

  /** Returns the same request with tools to call. */
  public ChatRequest withTools(List<ToolDefinition> callable) {
    return new ChatRequest(purpose, settings, messages, callable, shape);
  }

  /** Returns the same request for a reply of that shape. */
  public ChatRequest withShape(ResponseShape expected) {
    return new ChatRequest(purpose, settings, messages, tools, Optional.of(expected));
  }
}
