// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.Usage;
import java.util.List;

/**
 * How a loop ended.
 *
 * @param messages the whole conversation, the last reply included
 * @param last the last reply: the model's answer. Its text may be empty when the model has none
 * @param end why the loop ended
 * @param usage of all calls, the last one included
 */
public record LoopResult(List<ChatMessage> messages, ChatReply last, LoopEnd end, Usage usage) {

  public LoopResult {
    messages = List.copyOf(messages);
  }

  /** Returns the conversation that led to the last reply. */
  public List<ChatMessage> messagesBeforeLast() {
    return messages.subList(0, messages.size() - 1);
  }
}
