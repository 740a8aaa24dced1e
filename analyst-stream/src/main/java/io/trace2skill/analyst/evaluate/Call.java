// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A tool call with its arguments read.
 *
 * @param name the tool
 * @param arguments a JSON object
 */
record Call(String name, JsonNode arguments) {

  /** Returns the call, or empty when the arguments are not a JSON object; blank means none. */
  static Optional<Call> of(String name, String argumentsJson) {
    return JsonText.parse(argumentsJson.isBlank() ? "{}" : argumentsJson)
        .filter(JsonNode::isObject)
        .map(arguments -> new Call(name, arguments));
  }
}
