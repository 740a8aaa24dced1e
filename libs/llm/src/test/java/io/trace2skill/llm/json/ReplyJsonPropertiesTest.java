// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import static net.jqwik.api.ShrinkingMode.OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReplyJsonPropertiesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Property(tries = 150, shrinking = OFF)
  void anyObjectSurvivesFencesProseAndReasoning(
      @ForAll("objects") ObjectNode object,
      @ForAll("prose") String before,
      @ForAll("prose") String after,
      @ForAll("thoughts") String thoughts,
      @ForAll("fences") String fence,
      @ForAll boolean pretty)
      throws Exception {
    String json = pretty ? object.toPrettyString() : object.toString();
    String close = fence.isEmpty() ? "" : "\n" + fence.substring(0, 3) + "\n";
    String text = thoughts + before + fence + json + close + "\n" + after;

    assertThat(ReplyJson.find(text)).first().isEqualTo(whole(json));
  }

  @Property(tries = 150, shrinking = OFF)
  void aBeginningIsNeverTakenForTheWhole(
      @ForAll("objects") ObjectNode object, @ForAll("parts") double part) {
    String json = object.toString();
    String beginning = json.substring(0, 1 + (int) (part * (json.length() - 2)));

    List<FoundJson> found = ReplyJson.find(beginning);

    assertThat(found).singleElement().isNotInstanceOf(FoundJson.Whole.class);
    assertThat(found.get(0))
        .isNotInstanceOf(FoundJson.Broken.class)
        .extracting(FoundJson::length)
        .isEqualTo(beginning.length());
  }

  /** A quotation mark that is not escaped may do anything but shorten what is said. */
  @Property(tries = 200, shrinking = OFF)
  void aStrayQuotationMarkNeverShortensAnything(
      @ForAll("objects") ObjectNode object, @ForAll("parts") double part) {
    String json = object.toString();
    int at = (int) (part * json.length());
    String spoilt = json.substring(0, at) + '"' + json.substring(at);

    for (FoundJson found : ReplyJson.find(spoilt)) {
      if (found instanceof FoundJson.Whole whole) {
        assertThat(letters(whole.value().toString())).isEqualTo(letters(spoilt));
      }
    }
  }

  @Property(tries = 400, shrinking = OFF)
  void noTextMakesItFail(@ForAll("anyText") String text) {
    assertThatCode(() -> ReplyJson.find(text)).doesNotThrowAnyException();
  }

  private static FoundJson whole(String json) throws Exception {
    JsonNode value = JSON.readTree(json);
    return new FoundJson.Whole(value, json.length());
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "");
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return JsonTexts.objects();
  }

  @Provide
  Arbitrary<String> prose() {
    return JsonTexts.prose();
  }

  @Provide
  Arbitrary<String> thoughts() {
    return Arbitraries.of(
        "",
        "<think>Is it {\"a\":1}?</think>",
        "hm, {\"a\": or\n</think>\n",
        "<reasoning>\n</reasoning>");
  }

  @Provide
  Arbitrary<String> fences() {
    return Arbitraries.of("", "```json\n", "```\n", "~~~json\n", "```JSON\r\n");
  }

  @Provide
  Arbitrary<Double> parts() {
    return Arbitraries.doubles().between(0, 0.999).ofScale(3);
  }

  @Provide
  Arbitrary<String> anyText() {
    return JsonTexts.strings().list().ofMaxSize(12).map(list -> String.join("", list));
  }
}
