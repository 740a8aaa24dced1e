// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.json.FoundJson;
import io.trace2skill.llm.json.ReplyJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tool calls that a small model writes in its text, in the notation of its chat template, and that
 * the endpoint did not understand. Only blocks that begin a line outside of fences and reasoning
 * count: the others are quoted or only thought of.
 */
final class LeakedCalls {

  private static final Pattern BLOCK_OR_FENCE =
      Pattern.compile(
          "^[ \\t]*(?:<tool_call>(?<call>.*?)(?:</tool_call>|\\z)|```.*?(?:^[ \\t]*```|\\z))",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern THOUGHTS =
      Pattern.compile("\\A\\s*(?:<think(?:ing)?>)?.*?</think(?:ing)?>", Pattern.DOTALL);

  private LeakedCalls() {}

  /**
   * Returns the reply with the calls of its text as tool calls, or as it is when there are none.
   *
   * @param seed makes the calls' ids differ from those of other replies of a conversation
   */
  static ChatReply recover(ChatReply reply, int seed) {
    if (!reply.toolCalls().isEmpty() || !reply.text().contains("<tool_call>")) {
      return reply;
    }
    List<ToolCall> calls = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher block = BLOCK_OR_FENCE.matcher(THOUGHTS.matcher(reply.text()).replaceFirst(""));
    while (block.find()) {
      Optional<ToolCall> call =
          Optional.ofNullable(block.group("call"))
              .flatMap(json -> call(json.strip(), "text_call_" + seed + "_" + calls.size()));
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
    return ReplyJson.find(json).stream()
        .findFirst()
        .map(found -> found instanceof FoundJson.Whole whole ? whole.value() : null)
        .filter(call -> !call.path("name").asText().isEmpty())
        .map(call -> new ToolCall(id, call.path("name").asText(), arguments(call)));
  }

  private static String arguments(JsonNode call) {
    JsonNode arguments = call.has("arguments") ? call.path("arguments") : call.path("parameters");
    return arguments.isTextual() ? arguments.asText() : arguments.toString();
  }
}
