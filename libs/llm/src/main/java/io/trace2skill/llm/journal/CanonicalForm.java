// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Feeds a request to a digest piece by piece, each with its length before it, so that no text can
 * pass for two and no second copy of a prompt is made.
 */
final class CanonicalForm {

  /** Another name makes all older entries unfindable; needed when their meaning changes. */
  private static final String NAME = "trace2skill-call/1";

  private static final ObjectMapper SORTED =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  private CanonicalForm(MessageDigest digest) {
    this.digest = digest;
  }

  static byte[] digest(ChatRequest request) {
    CanonicalForm form = new CanonicalForm(sha256());
    form.text(NAME);
    form.settings(request.settings());
    form.number(request.messages().size());
    request.messages().forEach(message -> form.message(message, request.settings().images()));
    form.tools(request.tools());
    form.flag(request.shape().isPresent());
    request.shape().ifPresent(form::shape);
    return form.digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void settings(ModelSettings settings) {
    text(settings.model());
    flag(settings.temperature().isPresent());
    settings.temperature().ifPresent(value -> number(Double.doubleToLongBits(value)));
    flag(settings.seed().isPresent());
    settings.seed().ifPresent(this::number);
    flag(settings.maxTokens().isPresent());
    settings.maxTokens().ifPresent(this::number);
    flag(settings.extraBody().isPresent());
    settings.extraBody().map(CanonicalForm::sorted).ifPresent(this::text);
  }

  /** What is no JSON is the endpoint's client to complain about. */
  private static String sorted(String json) {
    try {
      return SORTED.writeValueAsString(SORTED.readValue(json, Object.class));
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  private void message(ChatMessage message, boolean images) {
    text(message.role().name());
    number(message.content().size());
    message.content().forEach(part -> part(part, images));
    number(message.toolCalls().size());
    message.toolCalls().forEach(this::toolCall);
    flag(message.toolCallId().isPresent());
    message.toolCallId().ifPresent(this::text);
  }

  private void part(ContentPart part, boolean images) {
    if (part instanceof ContentPart.Text text) {
      text("text");
      text(text.text());
    } else if (part instanceof ContentPart.Image image) {
      // A model without eyes is sent the same placeholder for every image.
      text(images ? "image" : "omitted");
      text(images ? image.url() : "");
    }
  }

  private void toolCall(ToolCall call) {
    text(call.id());
    text(call.name());
    text(call.arguments());
  }

  /** Schemas are sent as they are written, and models follow the order of their fields. */
  private void tools(List<ToolDefinition> tools) {
    number(tools.size());
    for (ToolDefinition tool : tools) {
      text(tool.name());
      text(tool.description());
      text(tool.parameters());
    }
  }

  private void shape(ResponseShape shape) {
    text(shape.name());
    text(shape.schema());
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    number(bytes.length);
    digest.update(bytes);
  }

  private void flag(boolean present) {
    digest.update((byte) (present ? 1 : 0));
  }

  private void number(long value) {
    number.putLong(0, value);
    digest.update(number.array());
  }
}
