// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads the fields that users add to the body of every request. */
final class ExtraBody {

  /** What makes a request this request; who changes it asks for something else. */
  private static final List<String> OURS = List.of("model", "messages", "tools", "stream", "n");

  private ExtraBody() {}

  /**
   * Returns the fields.
   *
   * @throws IllegalArgumentException when the text is no JSON object or sets a field that is not
   *     the user's to set
   */
  static ObjectNode parse(String json) {
    JsonNode parsed;
    try {
      parsed = Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the extra body parameters are no JSON: " + e.getOriginalMessage(), e);
    }
    if (!(parsed instanceof ObjectNode fields)) {
      throw new IllegalArgumentException("the extra body parameters must be a JSON object");
    }
    for (String name : OURS) {
      if (fields.has(name)) {
        throw new IllegalArgumentException("the extra body parameters cannot set " + name);
      }
    }
    return fields;
  }
}
