// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ModelSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

final class RequestDigestPropertiesTest {

  private static RequestDigest digest(List<String> texts, String extra) {
    ModelSettings settings =
        new ModelSettings(
            "m",
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.of(extra),
            false);
    return RequestDigest.of(
        new ChatRequest(
            "p",
            settings,
            texts.stream().map(ChatMessage::user).toList(),
            List.of(),
            Optional.empty()));
  }

  @Property(tries = 300)
  void conversationsHaveEqualDigestsOnlyWhenTheyAreEqual(
      @ForAll @Size(min = 1, max = 4) List<@AlphaChars String> one,
      @ForAll @Size(min = 1, max = 4) List<@AlphaChars String> other) {
    assertThat(digest(one, "{}").equals(digest(other, "{}"))).isEqualTo(one.equals(other));
    assertThat(digest(one, "{}")).isEqualTo(digest(new ArrayList<>(one), "{}"));
  }

  @Property(tries = 200)
  void extraFieldsCountInWhateverOrder(
      @ForAll @Size(max = 6) Map<@AlphaChars @NotEmpty String, Integer> fields) {
    List<Map.Entry<String, Integer>> order = new ArrayList<>(fields.entrySet());
    String straight = json(order);
    Collections.reverse(order);

    assertThat(digest(List.of("q"), json(order))).isEqualTo(digest(List.of("q"), straight));
  }

  private static String json(List<Map.Entry<String, Integer>> fields) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    fields.forEach(field -> object.put(field.getKey(), field.getValue()));
    return object.toString();
  }
}
