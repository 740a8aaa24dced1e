// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonComparisonPropertyTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Tolerance NONE = new Tolerance(0, 0);

  @Property
  void eachValueEqualsItself(
      @ForAll("values") JsonNode value, @ForAll JsonComparison.Arrays arrays) {
    assertThat(new JsonComparison(NONE, arrays).equal(value, value.deepCopy())).isTrue();
  }

  @Property
  void unorderedArraysEqualTheirReverse(@ForAll("lists") List<JsonNode> list) {
    JsonNode array = NODES.arrayNode().addAll(list);
    Collections.reverse(list);
    JsonNode reversed = NODES.arrayNode().addAll(list);

    assertThat(new JsonComparison(NONE, JsonComparison.Arrays.UNORDERED).equal(array, reversed))
        .isTrue();
  }

  @Property
  void aWrappedValueNeverEqualsTheValue(@ForAll("values") JsonNode value) {
    JsonNode wrapped = NODES.arrayNode().add(value);

    assertThat(new JsonComparison(NONE, JsonComparison.Arrays.ORDERED).equal(value, wrapped))
        .isFalse();
  }

  @Provide
  Arbitrary<List<JsonNode>> lists() {
    return values().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            Arbitraries.integers().map(NODES::numberNode),
            Arbitraries.doubles().map(NODES::numberNode),
            Arbitraries.strings().ofMaxLength(3).map(NODES::textNode),
            Arbitraries.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode()));
    return Arbitraries.recursive(() -> scalars, JsonComparisonPropertyTest::nested, 0, 3);
  }

  private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> inner) {
    Arbitrary<JsonNode> arrays =
        inner.list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list));
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(2), inner)
            .ofMaxSize(3)
            .map(JsonComparisonPropertyTest::object);
    return Arbitraries.oneOf(arrays, objects);
  }

  private static JsonNode object(Map<String, JsonNode> fields) {
    return NODES.objectNode().setAll(fields);
  }
}
