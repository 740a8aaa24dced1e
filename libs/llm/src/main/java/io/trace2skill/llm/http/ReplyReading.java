// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of replies, also of endpoints that are only nearly compatible. */
final class ReplyReading {

  private final Failures failures;

  ReplyReading(Failures failures) {
    this.failures = failures;
  }

  /**
   * Returns the reply in a body of status 200.
   *
   * @throws LlmException when it holds none
   */
  ChatReply read(byte[] body, ChatRequest request) {
    JsonNode json = parse(body, request);
    JsonNode choice = json.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      throw noChoice(json, body.length, request);
    }
    String text = text(message.path("content"));
    List<ToolCall> calls = toolCalls(message);
    FinishReason finish = finish(choice.path("finish_reason").asText(), calls);
    Usage usage = usage(json.path("usage"), request, text, calls);
    if (text.isBlank() && calls.isEmpty() && mayBeRepeated(finish)) {
      throw failures.endpoint(
          FailureKind.EMPTY, "the reply has neither text nor tool calls", null, usage);
    }
    return new ChatReply(text, calls, finish, usage);
  }

  /** A reply that was cut or held back is empty for a reason, and would be again. */
  private static boolean mayBeRepeated(FinishReason finish) {
    return finish != FinishReason.LENGTH && finish != FinishReason.CONTENT_FILTER;
  }

  private JsonNode parse(byte[] body, ChatRequest request) {
    Usage usage = usageOf(body.length, request);
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      if (json.isMissingNode()) {
        throw failures.endpoint(FailureKind.TRUNCATED, "the reply's body is empty", null, usage);
      }
      return json;
    } catch (JsonEOFException cut) {
      throw failures.endpoint(
          FailureKind.TRUNCATED, "the reply ends in the middle of its JSON", null, usage);
    } catch (JsonProcessingException other) {
      throw failures.endpoint(
          FailureKind.UNREADABLE, "the reply is no JSON" + looksLike(body), null, usage);
    } catch (IOException impossible) {
      throw new AssertionError("bytes in memory can be read", impossible);
    }
  }

  private static String looksLike(byte[] body) {
    return body.length > 0 && body[0] == '<'
        ? " but a web page; is the base URL that of the API?"
        : "";
  }

  /** Some gateways report errors with status 200. */
  private LlmException noChoice(JsonNode json, int bytes, ChatRequest request) {
    if (json.hasNonNull("error")) {
      ErrorBody error = ErrorBody.of(json);
      int code = json.path("error").path("code").asInt();
      if ((code >= 400 && code < 600) || error.meansTooLong(0)) {
        return failures.ofStatus(Math.max(code, 400), error, null);
      }
      return failures.endpoint(
          FailureKind.SERVER_ERROR,
          "the endpoint answers with an error: " + error.message(),
          null,
          Usage.NONE);
    }
    return failures.endpoint(
        FailureKind.UNREADABLE,
        "the reply is no chat completion: it has no choices[0].message",
        null,
        usageOf(bytes, request));
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.asText() : "";
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.isTextual() ? part.asText() : part.path("text").asText());
    }
    return text.toString();
  }

  private static List<ToolCall> toolCalls(JsonNode message) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      calls.add(toolCall(call.path("id").asText(), call.path("function"), calls.size()));
    }
    JsonNode legacy = message.path("function_call");
    if (calls.isEmpty() && legacy.isObject()) {
      calls.add(toolCall("", legacy, 0));
    }
    return calls;
  }

  private static ToolCall toolCall(String id, JsonNode function, int position) {
    JsonNode arguments = function.path("arguments");
    return new ToolCall(
        id.isEmpty() ? "call_" + position : id,
        function.path("name").asText(),
        arguments.isContainerNode() ? arguments.toString() : arguments.asText());
  }

  private static FinishReason finish(String reason, List<ToolCall> calls) {
    return switch (reason) {
      case "stop" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "length", "max_tokens" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> calls.isEmpty() ? FinishReason.OTHER : FinishReason.TOOL_CALLS;
    };
  }

  private static Usage usage(
      JsonNode usage, ChatRequest request, String text, List<ToolCall> calls) {
    Long prompt = count(usage.path("prompt_tokens"));
    Long completion = count(usage.path("completion_tokens"));
    Long cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
    long sent = prompt == null ? TokenEstimate.ofPrompt(request) : prompt;
    return new Usage(
        1,
        sent,
        cached == null ? 0 : Math.min(sent, cached),
        completion == null ? TokenEstimate.ofText(length(text, calls)) : completion,
        0);
  }

  private static long length(String text, List<ToolCall> calls) {
    long length = text.length();
    for (ToolCall call : calls) {
      length += call.name().length() + call.arguments().length();
    }
    return length;
  }

  private static @Nullable Long count(JsonNode number) {
    return number.isNumber() && number.asLong() >= 0 ? number.asLong() : null;
  }

  /** Returns what a reply of so many bytes, of whatever kind, may have used up. */
  static Usage usageOf(long bytes, ChatRequest request) {
    return TokenEstimate.unanswered(request)
        .plus(new Usage(0, 0, 0, TokenEstimate.ofText(bytes), 0));
  }
}
