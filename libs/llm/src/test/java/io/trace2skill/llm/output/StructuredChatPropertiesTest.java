// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import static net.jqwik.api.ShrinkingMode.OFF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.llm.ScriptedModel;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.json.JsonTexts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StructuredChatPropertiesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Property(tries = 200, shrinking = OFF)
  void anyCutIsContinuedByAModelThatRepeatsTheTail(
      @ForAll("objects") ObjectNode object, @ForAll("parts") double part) throws Exception {
    String json = object.toString();
    String beginning = beginning(json, part);
    String rest = Splice.tail(beginning) + json.substring(beginning.length());

    assertThat(answer(beginning, rest)).isEqualTo(JSON.readTree(json));
  }

  @Property(tries = 200, shrinking = OFF)
  void anyCutIsContinuedByAModelThatGoesOnExactly(
      @ForAll("objects") ObjectNode object, @ForAll("parts") double part) throws Exception {
    String json = object.toString();
    String beginning = beginning(json, part);
    String rest = json.substring(beginning.length());
    // Which of two alike pieces that stand side by side was sent, nobody can tell.
    Assume.that(rest.length() < 12 || !beginning.endsWith(rest.substring(0, 12)));

    assertThat(answer(beginning, rest)).isEqualTo(JSON.readTree(json));
  }

  @Property(tries = 150, shrinking = OFF)
  void anyCutIsContinuedByAModelThatSendsAllAgain(
      @ForAll("objects") ObjectNode object, @ForAll("parts") double part) throws Exception {
    String json = object.toString();

    assertThat(answer(beginning(json, part), "```json\n" + json + "\n```"))
        .isEqualTo(JSON.readTree(json));
  }

  @Property(tries = 200, shrinking = OFF)
  void anyRepliesEndInAnAnswerOrTheTypedFailure(
      @ForAll("texts") String first, @ForAll("texts") String second) {
    ScriptedModel model = new ScriptedModel();
    model.says(first).isCutAfter(second).says(first).says(second);

    CompletableFuture<Answer<JsonNode>> answer = ask(model);

    assertThat(answer).isDone();
    if (answer.isCompletedExceptionally()) {
      assertThat(answer)
          .failsWithin(Duration.ZERO)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(UnusableReplyException.class);
    }
  }

  private static String beginning(String json, double part) {
    int end = 1 + (int) (part * (json.length() - 1));
    return json.substring(0, Character.isLowSurrogate(json.charAt(end)) ? end + 1 : end);
  }

  private static JsonNode answer(String beginning, String more) {
    return ask(new ScriptedModel().isCutAfter(beginning).says(more)).join().value();
  }

  private static CompletableFuture<Answer<JsonNode>> ask(ScriptedModel model) {
    return new StructuredChat(model)
        .ask(
            ScriptedModel.question(),
            json -> {
              if (!json.isObject()) {
                throw new ReplyComplaintException("an object is needed");
              }
              return json;
            });
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return JsonTexts.objects();
  }

  @Provide
  Arbitrary<Double> parts() {
    return Arbitraries.doubles().between(0, 0.999).ofScale(3);
  }

  @Provide
  Arbitrary<String> texts() {
    return JsonTexts.strings().list().ofMaxSize(6).map(list -> String.join("", list));
  }
}
