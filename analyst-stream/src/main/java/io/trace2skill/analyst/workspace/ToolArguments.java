// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads what a model passes to a tool, and complains in words that help it to do better. */
final class ToolArguments {

  private final JsonNode arguments;

  ToolArguments(JsonNode arguments) {
    this.arguments = arguments;
  }

  String text(String name) throws ToolComplaintException {
    return optionalText(name)
        .orElseThrow(() -> new ToolComplaintException("Give \"" + name + "\", a string."));
  }

  Optional<String> optionalText(String name) throws ToolComplaintException {
    JsonNode value = arguments.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw new ToolComplaintException("\"" + name + "\" must be a string.");
    }
    return Optional.of(value.asText());
  }

  int positive(String name, int otherwise) throws ToolComplaintException {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      // Models write numbers as strings or as 5.0.
      double value = Double.parseDouble(text.get().strip());
      if (value >= 1 && value <= Integer.MAX_VALUE) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      // The complaint below says it.
    }
    throw new ToolComplaintException("\"" + name + "\" must be a whole number from 1.");
  }

  boolean flag(String name) throws ToolComplaintException {
    return optionalText(name).map(text -> text.strip().equalsIgnoreCase("true")).orElse(false);
  }

  JsonNode list(String name) throws ToolComplaintException {
    JsonNode value = arguments.path(name);
    if (!value.isArray() || value.isEmpty()) {
      throw new ToolComplaintException("Give \"" + name + "\", a list with at least one element.");
    }
    return value;
  }

  boolean has(String name) {
    return arguments.hasNonNull(name);
  }
}
