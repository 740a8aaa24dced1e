// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Arguments of a tool call: a JSON object, or whatever else a model wrote.
 *
 * @param raw as written
 * @param json the object, missing when it is none
 */
record Arguments(String raw, JsonNode json) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CODE_KEYS =
      List.of("code", "command", "cmd", "script", "python", "bash");

  /** JSON has one kind of number: 250 and 250.0 are the same argument. */
  private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
      (a, b) -> a.equals(b) || isSameNumber(a, b) ? 0 : 1;

  static Arguments of(String raw) {
    JsonNode node = parse(raw);
    return new Arguments(raw, node.isObject() ? node : MissingNode.getInstance());
  }

  /** Returns the JSON value of the text, or a missing node when it is none. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Returns the names of the arguments, none when they are no object. */
  SortedSet<String> keys() {
    TreeSet<String> keys = new TreeSet<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Returns the names of the arguments that only one side has or whose values differ. */
  SortedSet<String> differingKeys(Arguments other) {
    TreeSet<String> keys = new TreeSet<>(keys());
    keys.addAll(other.keys());
    keys.removeIf(key -> json.path(key).equals(NUMBERS_BY_VALUE, other.json.path(key)));
    return keys;
  }

  boolean sameAs(Arguments other) {
    if (json.isMissingNode() || other.json.isMissingNode()) {
      return raw.equals(other.raw);
    }
    return differingKeys(other).isEmpty();
  }

  /** Returns the program or shell command that the call runs, or empty when it runs none. */
  Optional<String> code() {
    if (json.isMissingNode()) {
      return raw.isBlank() ? Optional.empty() : Optional.of(raw);
    }
    return CODE_KEYS.stream()
        .map(json::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst();
  }

  private static boolean isSameNumber(JsonNode a, JsonNode b) {
    boolean integral = a.isIntegralNumber() && b.isIntegralNumber();
    return a.isNumber() && b.isNumber() && !integral && a.doubleValue() == b.doubleValue();
  }
}
