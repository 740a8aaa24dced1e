// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.List;
import java.util.Optional;

/**
 * One message of a conversation.
 *
 * @param role who speaks
 * @param content in order; empty for an assistant that only calls tools
 * @param toolCalls calls that an assistant makes
 * @param toolCallId for a tool's result the call that it answers
 */
public record ChatMessage(
    Role role, List<ContentPart> content, List<ToolCall> toolCalls, Optional<String> toolCallId) {

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
  }

  public ChatMessage {
    content = List.copyOf(content);
    toolCalls = List.copyOf(toolCalls);
  }

  /** Returns instructions to the model. */
  public static ChatMessage system(String text) {
    return of(Role.SYSTEM, text);
  }

  /** Returns what the user says. */
  public static ChatMessage user(String text) {
    return of(Role.USER, text);
  }

  /** Returns what the assistant said before, without tool calls. */
  public static ChatMessage assistant(String text) {
    return of(Role.ASSISTANT, text);
  }

  /** Returns the assistant's message that a reply holds. */
  public static ChatMessage of(ChatReply reply) {
    List<ContentPart> content =
        reply.text().isEmpty() ? List.of() : List.of(new ContentPart.Text(reply.text()));
    return new ChatMessage(Role.ASSISTANT, content, reply.toolCalls(), Optional.empty());
  }

  /** Returns the result of a tool call. */
  public static ChatMessage toolResult(String toolCallId, String text) {
    return new ChatMessage(
        Role.TOOL, List.of(new ContentPart.Text(text)), List.of(), Optional.of(toolCallId));
  }

  private static ChatMessage of(Role role, String text) {
    return new ChatMessage(role, List.of(new ContentPart.Text(text)), List.of(), Optional.empty());
  }
}
