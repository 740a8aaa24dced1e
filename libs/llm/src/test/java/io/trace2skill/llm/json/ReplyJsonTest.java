// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyJsonTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,\"x\"]}",
        "\uFEFF  {\"a\":[1,\"x\"]}\n",
        "```json\n{\"a\":[1,\"x\"]}\n```",
        "```\r\n{\"a\":[1,\"x\"]}\r\n```\r\n",
        "~~~json\n{\"a\":[1,\"x\"]}\n~~~",
        "```json {\"a\":[1,\"x\"]}```",
        "Here it is: ```json\n{\"a\":[1,\"x\"]}\n``` I hope {this} helps [a bit].",
        "<think>maybe {\"a\":0}?</think>{\"a\":[1,\"x\"]}",
        "maybe {\"a\":0} or {\"b: broken\n</think>\n\n{\"a\":[1,\"x\"]}",
        "<Reasoning>\n{\"a\":\n</Reasoning>\n{\"a\":[1,\"x\"]} Done.",
        "Sure!\n{\"a\":[1,\"x\"]}\nThat is all :-)",
        "{\"a\":[1,\"x\"]}}",
        "{\"a\":[1,\"x\"]}\n]}\n",
      })
  void findsTheObjectInWhatSurroundsIt(String text) throws Exception {
    assertThat(whole(text)).isEqualTo(JSON.readTree("{\"a\":[1,\"x\"]}"));
  }

  @Test
  void keepsReasoningTagsAndFencesInsideStrings() throws Exception {
    String json = "{\"a\":\"use <think>x</think> and ```sh\\nls\\n``` </think>\"}";

    assertThat(whole(json)).isEqualTo(JSON.readTree(json));
    assertThat(whole("```json\n" + json + "\n```")).isEqualTo(JSON.readTree(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a': 'it\\'s', 'b': [1, 2]}",
        "{a: \"it's\", b: [1, 2]}",
        "{\"a\": \"it's\", \"b\": [1, 2,],}",
        "{\"a\": \"it's\", // a comment\n \"b\": [1, 2 ]}",
        "{ /* first */ \"a\": \"it's\",\n// the numbers\n\"b\": [1, 2]}",
      })
  void readsWhatCarelessModelsWrite(String text) throws Exception {
    assertThat(whole(text)).isEqualTo(JSON.readTree("{\"a\":\"it's\",\"b\":[1,2]}"));
  }

  @Test
  void keepsRawLineBreaksAndTabsOfStrings() {
    assertThat(whole("{\"a\":\"one\n\ttwo\n```sh\nls\n```\n\"}").path("a").asText())
        .isEqualTo("one\n\ttwo\n```sh\nls\n```\n");
  }

  @Test
  void keepsBackslashesThatEscapeNothing() {
    assertThat(whole("{\"a\":\"\\d+ \\(x\\) C:\\Users \\u00e9 \\\" \\uzz\"}").path("a").asText())
        .isEqualTo("\\d+ \\(x\\) C:\\Users \u00e9 \" \\uzz");
  }

  @Test
  void readsPythonsConstantsOutsideOfStringsOnly() throws Exception {
    assertThat(whole("{'a': True, 'b': None, 'c': 'True or False'}"))
        .isEqualTo(JSON.readTree("{\"a\":true,\"b\":null,\"c\":\"True or False\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"he said \"hello\" to me\"}",
        "{\"a\":\"he said \"} is fine\"}",
        "{\"a\":\"he said \"}\" is fine\"}",
        "{\"a\":\"the value \"}, {\" is fine\", \"b\":1}",
        "{\"a\":\"see \"//example.org\", \"b\":\"x\"\n}",
        "{\"a\":\"see \"/* x */, \"b\":\"x\"}",
        "{\"a\":\"x\" // \"and\" more\n}",
        "[{\"a\":1}], {\"a\":2}]",
        "{\"a\":1},\n{\"a\":2}",
        "\"a\": [{\"b\":1}]}",
        "{\"a\":1,\"a\":2}",
        "{\"edits\":[{\"c\":\"say \"}\" ok\"},{\"c\":\"x\"}]}",
        "{\"a\":\"say \"x\" or {\\\"c\\\":1} now\",\"b\":[1]}",
      })
  void neverTakesAPartForTheWhole(String text) {
    assertThat(ReplyJson.find(text))
        .isNotEmpty()
        .noneMatch(found -> found instanceof FoundJson.Whole whole && whole.value().has("c"))
        .first()
        .isInstanceOf(FoundJson.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"use \"x\" </think>\",\"b\":[1,[2,3],{\"c\":4},5,[6]]}",
        "{\"a\":\"use \"x\" </think>\",\"b\":[-5.1,[null,7]]}",
      })
  void aTagInABrokenValueDoesNotMakeItsRestAnAnswer(String text) {
    assertThat(ReplyJson.find(text)).noneMatch(FoundJson.Whole.class::isInstance);
  }

  @Test
  void complaintSaysWhatIsWrongAndWhere() {
    assertThat(ReplyJson.find("{\n  \"a\": \"he said \"hello\" to me\"\n}"))
        .singleElement()
        .isInstanceOfSatisfying(
            FoundJson.Broken.class,
            broken -> assertThat(broken.complaint()).contains("'h'", "line 2"));
  }

  @Test
  void prefersFencesThenWhatComesLater() throws Exception {
    String text =
        "First {\"n\":1}, no, {\"n\":2}. {}\n```json\n{\"n\":3}\n```\n```json\n{\"n\":4}\n```\n{\"n\":5}"
            + "\n```python\nd = {\"n\":6}\n```";

    List<Integer> order =
        ReplyJson.find(text).stream()
            .map(found -> ((FoundJson.Whole) found).value().path("n").asInt())
            .toList();

    assertThat(order).containsExactly(4, 3, 6, 5, 2, 1, 0);
  }

  @Test
  void looksIntoAReasoningBlockThatNeverEndsAtLast() {
    assertThat(ReplyJson.find("{\"n\":1} <think>or rather {\"n\":2}"))
        .extracting(found -> ((FoundJson.Whole) found).value().path("n").asInt())
        .containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1,2]", "```json\n{\"a\":[1,2]\n```\nDone.", "{a:[1,2] "})
  void closesTheLastBracketOnly(String text) throws Exception {
    assertThat(ReplyJson.find(text))
        .singleElement()
        .isInstanceOfSatisfying(
            FoundJson.Unclosed.class,
            unclosed -> assertThat(unclosed.value().toString()).isEqualTo("{\"a\":[1,2]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":tru",
        "{\"a\":-",
        "{\"a\":1.",
        "{\"a\":1,",
        "{\"a\":[{\"b\":1}",
        "{\"a\":\"x\\",
        "{\"a\":\"x\\u00",
        "{\"a\":\"x\ny",
        "{'a': 'x",
      })
  void tellsWhatIsCutOff(String json) {
    assertThat(ReplyJson.find("Here:\n```json\n" + json))
        .containsExactly(new FoundJson.CutOff(json));
  }

  @Test
  void aFenceEndsWhatIsCutOffInIt() {
    assertThat(ReplyJson.find("```json\n{\"a\":\"x\n```\n"))
        .containsExactly(new FoundJson.CutOff("{\"a\":\"x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "I cannot do that.", "{x} and [y]", "`{`", "<think>hm", "```"})
  void findsNothingInProse(String text) {
    assertThat(ReplyJson.find(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "12", "true"})
  void takesAScalarWhenItIsAllThereIs(String text) throws Exception {
    assertThat(whole(text)).isEqualTo(JSON.readTree(text));
  }

  @Test
  void staysFastOnBracketsThatLeadNowhere() {
    for (String unit :
        List.of("[", "{\"a\":", "[1]", "{\"a\":x}", "[1,", "<think>", "```", "{\"a\":'")) {
      assertThat(ReplyJson.find(unit.repeat(100_000 / unit.length()))).isNotNull();
    }
  }

  private static JsonNode whole(String text) {
    assertThat(ReplyJson.find(text)).first().isInstanceOf(FoundJson.Whole.class);
    return ((FoundJson.Whole) ReplyJson.find(text).get(0)).value();
  }
}
