// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads tool calls that were written down as JSON. */
final class ActionsReader {

  private ActionsReader() {}

  /** Returns the calls, or empty when the text is not an array of objects with a name. */
  static Optional<List<Candidate.Action>> read(String text) {
    Optional<JsonNode> array = JsonText.parse(text).filter(JsonNode::isArray);
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate.Action> actions = new ArrayList<>();
    for (JsonNode element : array.get()) {
      if (!element.path("name").isTextual()) {
        return Optional.empty();
      }
      actions.add(new Candidate.Action(element.path("name").asText(), arguments(element)));
    }
    return Optional.of(actions);
  }

  /** Arguments may be an object, or the object as text, as models write it. */
  private static String arguments(JsonNode element) {
    JsonNode arguments = element.path("arguments");
    if (arguments.isMissingNode() || arguments.isNull()) {
      return "";
    }
    return arguments.isTextual() ? arguments.asText() : arguments.toString();
  }
}
