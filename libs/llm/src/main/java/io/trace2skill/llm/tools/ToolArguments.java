// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the arguments of tool calls. */
final class ToolArguments {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ToolArguments() {}

  /**
   * Returns the arguments as an object; nothing at all counts as no arguments.
   *
   * @throws IllegalArgumentException when they are no JSON object; the message is for the model
   */
  static JsonNode parse(String arguments) {
    try {
      JsonNode node = arguments.isBlank() ? JSON.createObjectNode() : JSON.readTree(arguments);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the arguments are not valid JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("the arguments must be one JSON object");
  }
}
