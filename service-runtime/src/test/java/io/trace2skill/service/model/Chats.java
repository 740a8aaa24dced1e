// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.Usage;
import java.util.List;

/** Small requests and replies. */
final class Chats {

  private Chats() {}

  static ChatRequest request() {
    return ChatRequest.of("test", ModelSettings.of("model"), ChatMessage.user("hello"));
  }

  static ChatReply reply() {
    return new ChatReply("hello", List.of(), FinishReason.STOP, Usage.NONE);
  }
}
