// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trace2skill.llm.json.FoundJson;
import io.trace2skill.llm.json.ReplyJson;
import java.util.List;

/** Reads the arguments of tool calls. */
final class ToolArguments {

  private ToolArguments() {}

  /**
   * Returns the arguments as an object. Nothing at all counts as no arguments, and a string that
   * holds an object as that object, because some endpoints encode twice.
   *
   * @throws IllegalArgumentException when they are no JSON object; the message is for the model
   */
  static JsonNode parse(String arguments) {
    if (arguments.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode value = only(arguments);
    JsonNode object = value.isTextual() ? only(value.asText()) : value;
    if (!object.isObject()) {
      throw new IllegalArgumentException("the arguments must be one JSON object");
    }
    return object;
  }

  private static JsonNode only(String text) {
    List<FoundJson> found = ReplyJson.find(text);
    FoundJson first = found.isEmpty() ? new FoundJson.Broken("no JSON", 0) : found.get(0);
    if (first instanceof FoundJson.Whole whole && whole.length() == text.strip().length()) {
      return whole.value();
    }
    String why =
        first instanceof FoundJson.Broken broken
            ? broken.complaint()
            : first instanceof FoundJson.Whole ? "there is text around it" : "it ends too early";
    throw new IllegalArgumentException("the arguments must be one JSON object: " + why);
  }
}
