// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** JSON, and what models write around it. */
public final class JsonTexts {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTexts() {}

  /** Returns any object that is not empty. */
  public static Arbitrary<ObjectNode> objects() {
    return object(value(2)).filter(object -> !object.isEmpty());
  }

  /** Returns strings, many of which look like JSON, fences or reasoning. */
  public static Arbitrary<String> strings() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8),
            Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                "\"",
                "'",
                "\\",
                ",",
                ":",
                "\n",
                "\r\n",
                "\t",
                "```",
                "```json\n",
                "<think>",
                "</think>",
                "//",
                "/*",
                "*/",
                "{\"a\":1}",
                "\u2028",
                "é",
                "\uD83D\uDE00",
                "True",
                " "));
    return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
  }

  /** Returns prose without brackets, quotation marks, commas, fences or tags. */
  public static Arbitrary<String> prose() {
    return Arbitraries.strings().withChars("abc XYZ.;:!?()\n").ofMaxLength(40).map(t -> t + "\n");
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            strings().map(NODES::textNode),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.doubles().map(NODES::numberNode),
            Arbitraries.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode()));
    return depth == 0
        ? scalar
        : Arbitraries.oneOf(
            scalar,
            value(depth - 1).list().ofMaxSize(3).map(JsonTexts::array),
            object(value(depth - 1)).map(JsonNode.class::cast));
  }

  private static Arbitrary<ObjectNode> object(Arbitrary<JsonNode> values) {
    return Arbitraries.maps(strings(), values)
        .ofMaxSize(4)
        .map(
            fields -> {
              ObjectNode object = NODES.objectNode();
              for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
                object.set(field.getKey(), field.getValue());
              }
              return object;
            });
  }

  private static JsonNode array(List<JsonNode> elements) {
    return NODES.arrayNode().addAll(elements);
  }
}
