// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;

/** Arguments of tool calls: models write them as text, recorders often as objects. */
final class ToolArguments {

  private ToolArguments() {}

  /** Returns the text as it is, the compact JSON of anything else, or nothing when missing. */
  static String text(JsonNode arguments) {
    if (arguments.isMissingNode() || arguments.isNull()) {
      return "";
    }
    return arguments.isTextual() ? arguments.textValue() : arguments.toString();
  }

  /** Returns the compact JSON of an object, the text as it is, or an empty object when missing. */
  static String objectText(JsonFields action, String name) throws UnusableException {
    JsonNode arguments = action.value(name);
    if (arguments.isMissingNode()) {
      return "{}";
    }
    if (!arguments.isObject() && !arguments.isTextual()) {
      throw action.wrong(name, "an object, or text that holds one");
    }
    return text(arguments);
  }
}
