// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.Usage;

/** Guesses tokens where no endpoint has counted them: four characters make one. */
final class TokenEstimate {

  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_OF_AN_IMAGE = 1_000;
  private static final int TOKENS_OF_A_REPLY = 2_000;

  private TokenEstimate() {}

  static long ofText(long characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  /** Returns what sending a request uses when nothing comes back. */
  static Usage unanswered(ChatRequest request) {
    return new Usage(1, ofPrompt(request), 0, 0, 0);
  }

  /** Returns what a request may use up at most, as far as that can be said before. */
  static Usage ofCall(ChatRequest request) {
    long reply = request.settings().maxTokens().orElse(TOKENS_OF_A_REPLY);
    return new Usage(1, ofPrompt(request), 0, reply, 0);
  }

  static long ofPrompt(ChatRequest request) {
    long characters = 0;
    long images = 0;
    for (ToolDefinition tool : request.tools()) {
      characters += tool.name().length() + tool.description().length() + tool.parameters().length();
    }
    for (ChatMessage message : request.messages()) {
      for (ToolCall call : message.toolCalls()) {
        characters += call.name().length() + call.arguments().length();
      }
      for (ContentPart part : message.content()) {
        if (part instanceof ContentPart.Text text) {
          characters += text.text().length();
        } else if (request.settings().images()) {
          images++;
        }
      }
    }
    return ofText(characters) + images * TOKENS_OF_AN_IMAGE;
  }
}
