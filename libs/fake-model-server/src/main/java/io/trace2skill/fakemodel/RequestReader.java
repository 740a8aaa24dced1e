// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the body of a chat completion's request. Thread-safe. */
final class RequestReader {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final List<PurposeMarker> markers;

  RequestReader(List<PurposeMarker> markers) {
    this.markers = markers;
  }

  /**
   * Returns the request.
   *
   * @throws IOException when the body is not JSON, or holds no messages
   */
  FakeRequest read(byte[] body, String digest, int attempt) throws IOException {
    JsonNode json = mapper.readTree(body);
    List<FakeMessage> messages = new ArrayList<>();
    for (JsonNode message : json.path("messages")) {
      messages.add(new FakeMessage(message.path("role").asText(), text(message.path("content"))));
    }
    if (messages.isEmpty()) {
      throw new IOException("the request holds no messages");
    }
    String purpose = purpose(messages.get(0).text());
    return new FakeRequest(purpose, json.path("model").asText(), messages, json, digest, attempt);
  }

  private String purpose(String instructions) {
    return markers.stream()
        .filter(marker -> marker.isIn(instructions))
        .map(PurposeMarker::purpose)
        .findFirst()
        .orElse("");
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.has("text") ? part.path("text").asText() : "[image]");
    }
    return text.toString();
  }

  /** Returns the SHA-256 of the body, hexadecimal. */
  static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
