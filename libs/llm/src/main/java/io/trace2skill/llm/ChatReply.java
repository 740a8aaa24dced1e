// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.List;

/**
 * What a model replied.
 *
 * @param text the content, possibly empty; reasoning that the endpoint separates is left out
 * @param toolCalls tool calls, in order
 * @param finishReason why it ended
 * @param usage of this one call, failed attempts that were billed included
 */
public record ChatReply(
    String text, List<ToolCall> toolCalls, FinishReason finishReason, Usage usage) {

  public ChatReply {
    toolCalls = List.copyOf(toolCalls);
  }
}
