// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;

/** Writes the JSON of replies. Thread-safe. */
final class ReplyWriter {

  /** A rule of thumb that is good enough to count with. */
  private static final int BYTES_PER_TOKEN = 4;

  private final JsonMapper mapper = JsonMapper.builder().build();

  /** Returns a chat completion. */
  ByteBuffer completion(
      FakeRequest request, FakeReply reply, String text, boolean cut, long promptBytes) {
    ObjectNode root = mapper.createObjectNode();
    root.put("id", "chatcmpl-" + request.digest().substring(0, 16) + "-" + request.attempt());
    root.put("object", "chat.completion").put("created", 0).put("model", request.model());
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", finishReason(reply, cut));
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (text.isEmpty() && !reply.toolCalls().isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text);
    }
    putToolCalls(message, reply);
    long prompt = promptBytes / BYTES_PER_TOKEN + 1;
    long completion = text.length() / BYTES_PER_TOKEN + 1L;
    root.putObject("usage")
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion);
    return bytes(root);
  }

  private static String finishReason(FakeReply reply, boolean cut) {
    if (cut) {
      return "length";
    }
    return reply.toolCalls().isEmpty() ? "stop" : "tool_calls";
  }

  private static void putToolCalls(ObjectNode message, FakeReply reply) {
    if (reply.toolCalls().isEmpty()) {
      return;
    }
    ArrayNode calls = message.putArray("tool_calls");
    for (FakeReply.FakeToolCall call : reply.toolCalls()) {
      calls
          .addObject()
          .put("id", call.id())
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
  }

  /** Returns the body of an error. */
  ByteBuffer error(int status, String message) {
    ObjectNode root = mapper.createObjectNode();
    root.putObject("error").put("message", message).put("type", "fake").put("code", status);
    return bytes(root);
  }

  private ByteBuffer bytes(ObjectNode root) {
    try {
      return ByteBuffer.wrap(mapper.writeValueAsBytes(root));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }
}
