// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tool calls that a small model writes in its text, in the notation of its chat template, and that
 * the endpoint did not understand.
 */
final class LeakedCalls {

  private static final ObjectMapper JSON = new ObjectMapper();
  // At the start of a line only: a JSON answer that quotes such a block has no line breaks there.
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^\\s*<tool_call>\\s*(\\{.*?\\})\\s*(?:</tool_call>|\\z)", Pattern.DOTALL);

  private LeakedCalls() {}

  /**
   * Returns the reply with the calls of its text as tool calls, or as it is when there are none.
   *
   * @param seed makes the calls' ids differ from those of other replies of a conversation
   */
  static ChatReply recover(ChatReply reply, int seed) {
    if (!reply.toolCalls().isEmpty()) {
      return reply;
    }
    List<ToolCall> calls = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher block = BLOCK.matcher(reply.text());
    while (block.find()) {
      Optional<ToolCall> call = call(block.group(1), "text_call_" + seed + "_" + calls.size());
      call.ifPresent(calls::add);
      block.appendReplacement(
          text, call.isPresent() ? "" : Matcher.quoteReplacement(block.group()));
    }
    block.appendTail(text);
    return calls.isEmpty()
        ? reply
        : new ChatReply(text.toString().strip(), calls, reply.finishReason(), reply.usage());
  }

  private static Optional<ToolCall> call(String json, String id) {
    try {
      JsonNode node = JSON.readTree(json);
      String name = node.path("name").asText();
      JsonNode arguments = node.path("arguments");
      return name.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ToolCall(
                  id, name, arguments.isTextual() ? arguments.asText() : arguments.toString()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
