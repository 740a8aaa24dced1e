// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Writes requests as the body of a chat completion, straight to bytes. The long stable part of
 * prompts comes first because the messages do. Thread-safe.
 */
final class RequestWriter {

  private static final String IMAGE_OMITTED = "[image omitted: the model takes none]";

  private final JsonFactory factory = Json.MAPPER.getFactory();
  private final Map<String, ObjectNode> extras = new ConcurrentHashMap<>();
  private final ObjectNode noExtra = Json.MAPPER.createObjectNode();

  /**
   * Returns the user's own fields of the body.
   *
   * @throws IllegalArgumentException when they are not what they should be
   */
  ObjectNode extra(ModelSettings settings) {
    return settings
        .extraBody()
        .map(text -> extras.computeIfAbsent(text, ExtraBody::parse))
        .orElse(noExtra);
  }

  void write(ChatRequest request, StructuredOutput way, OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("model", request.settings().model());
      writeMessages(request, json);
      writeTools(request.tools(), json);
      ObjectNode extra = extra(request.settings());
      writeParameters(request.settings(), extra, json);
      if (request.shape().isPresent() && !extra.has("response_format")) {
        writeShape(request.shape().get(), way, json);
      }
      writeExtra(extra, json);
      json.writeEndObject();
    }
  }

  private static void writeParameters(ModelSettings settings, ObjectNode extra, JsonGenerator json)
      throws IOException {
    if (settings.temperature().isPresent() && !extra.has("temperature")) {
      json.writeNumberField("temperature", settings.temperature().getAsDouble());
    }
    if (settings.seed().isPresent() && !extra.has("seed")) {
      json.writeNumberField("seed", settings.seed().getAsLong());
    }
    if (settings.maxTokens().isPresent() && !extra.has("max_tokens")) {
      json.writeNumberField("max_tokens", settings.maxTokens().getAsInt());
    }
  }

  private static void writeExtra(ObjectNode extra, JsonGenerator json) throws IOException {
    for (Map.Entry<String, JsonNode> field : extra.properties()) {
      json.writeFieldName(field.getKey());
      json.writeTree(field.getValue());
    }
  }

  private static void writeShape(ResponseShape shape, StructuredOutput way, JsonGenerator json)
      throws IOException {
    if (way == StructuredOutput.NONE) {
      return;
    }
    json.writeObjectFieldStart("response_format");
    if (way == StructuredOutput.OBJECT) {
      json.writeStringField("type", "json_object");
    } else {
      json.writeStringField("type", "json_schema");
      json.writeObjectFieldStart("json_schema");
      json.writeStringField("name", shape.name());
      json.writeFieldName("schema");
      json.writeRawValue(shape.schema());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeTools(List<ToolDefinition> tools, JsonGenerator json)
      throws IOException {
    if (tools.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (ToolDefinition tool : tools) {
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", tool.name());
      json.writeStringField("description", tool.description());
      json.writeFieldName("parameters");
      json.writeRawValue(tool.parameters());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeMessages(ChatRequest request, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("messages");
    for (ChatMessage message : request.messages()) {
      json.writeStartObject();
      json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
      writeContent(message, request.settings().images(), json);
      writeToolCalls(message.toolCalls(), json);
      if (message.toolCallId().isPresent()) {
        json.writeStringField("tool_call_id", message.toolCallId().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeContent(ChatMessage message, boolean images, JsonGenerator json)
      throws IOException {
    List<ContentPart> parts = message.content();
    json.writeFieldName("content");
    if (parts.isEmpty() && !message.toolCalls().isEmpty()) {
      json.writeNull();
    } else if (images && parts.stream().anyMatch(ContentPart.Image.class::isInstance)) {
      writeParts(parts, json);
    } else {
      json.writeString(asText(parts));
    }
  }

  private static String asText(List<ContentPart> parts) {
    if (parts.size() == 1 && parts.get(0) instanceof ContentPart.Text only) {
      return only.text();
    }
    return parts.stream()
        .map(part -> part instanceof ContentPart.Text text ? text.text() : IMAGE_OMITTED)
        .collect(Collectors.joining("\n"));
  }

  private static void writeParts(List<ContentPart> parts, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (ContentPart part : parts) {
      json.writeStartObject();
      if (part instanceof ContentPart.Image image) {
        json.writeStringField("type", "image_url");
        json.writeObjectFieldStart("image_url");
        json.writeStringField("url", image.url());
        json.writeEndObject();
      } else if (part instanceof ContentPart.Text text) {
        json.writeStringField("type", "text");
        json.writeStringField("text", text.text());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeToolCalls(List<ToolCall> calls, JsonGenerator json) throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tool_calls");
    for (ToolCall call : calls) {
      json.writeStartObject();
      json.writeStringField("id", call.id());
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", call.name());
      json.writeStringField("arguments", call.arguments());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
