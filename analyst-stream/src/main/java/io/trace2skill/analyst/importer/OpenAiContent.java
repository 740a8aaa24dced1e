// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.avro.ContentPart;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Content of chat messages: text, or a list of typed parts. What has no type stays readable. */
final class OpenAiContent {

  private static final String BINARY = "application/octet-stream";
  private static final String BASE64 = ";base64";

  private OpenAiContent() {}

  static ContentPart text(String text) {
    return new ContentPart(text, null, null, null);
  }

  /** Returns the parts, in a list that may be added to. */
  static List<ContentPart> parts(JsonNode content) {
    List<ContentPart> parts = new ArrayList<>();
    if (content.isArray()) {
      content.forEach(part -> parts.add(part(part)));
    } else if (content.isTextual()) {
      if (!content.textValue().isEmpty()) {
        parts.add(text(content.textValue()));
      }
    } else if (!content.isMissingNode() && !content.isNull()) {
      parts.add(text(content.toString()));
    }
    return parts;
  }

  private static ContentPart part(JsonNode part) {
    if (part.isTextual()) {
      return text(part.textValue());
    }
    String type = part.path("type").asText();
    for (String name : List.of("text", "refusal")) {
      if (part.path(name).isTextual()) {
        return text(part.path(name).textValue());
      }
    }
    return switch (type) {
      case "image_url", "input_image" -> image(part);
      case "input_audio" ->
          inline(
              "audio/" + part.path("input_audio").path("format").asText("wav"),
              part.path("input_audio").path("data").asText(),
              part);
      case "file" -> medium(part.path("file").path("file_data").asText(), BINARY, part);
      default -> text(part.toString());
    };
  }

  private static ContentPart image(JsonNode part) {
    JsonNode url = part.path("image_url");
    return medium(url.isTextual() ? url.textValue() : url.path("url").asText(), "image/*", part);
  }

  /** Parsed by hand: a regular expression can be made to recurse by hostile parameters. */
  private static ContentPart medium(String address, String fallbackType, JsonNode part) {
    int comma = address.indexOf(',');
    if (address.startsWith("data:") && comma > 0 && isBase64(address, comma)) {
      String declared = address.substring("data:".length(), address.indexOf(';'));
      String mediaType = declared.isEmpty() ? fallbackType : declared;
      return inline(mediaType, address.substring(comma + 1), part);
    }
    if (address.isEmpty()) {
      return text(part.toString());
    }
    String guess = URLConnection.guessContentTypeFromName(address);
    return new ContentPart(null, guess == null ? fallbackType : guess, null, address);
  }

  private static boolean isBase64(String dataUri, int comma) {
    return dataUri.startsWith(BASE64, comma - BASE64.length());
  }

  /** Data that does not decode is kept as the text it is, so that nothing is lost. */
  private static ContentPart inline(String mediaType, String base64, JsonNode part) {
    try {
      byte[] data = Base64.getDecoder().decode(base64);
      return new ContentPart(null, mediaType, ByteBuffer.wrap(data), null);
    } catch (IllegalArgumentException e) {
      return text(part.toString());
    }
  }
}
