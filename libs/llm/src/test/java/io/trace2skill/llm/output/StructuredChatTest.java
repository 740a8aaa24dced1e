// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import static io.trace2skill.llm.ScriptedModel.lastText;
import static io.trace2skill.llm.ScriptedModel.question;
import static io.trace2skill.llm.ScriptedModel.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.ScriptedModel;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredChatTest {

  private final ScriptedModel model = new ScriptedModel();
  private final StructuredChat chat = new StructuredChat(model);

  @Test
  void answersWithTheFirstValueThatTheReaderAccepts() {
    model.says("{\"answer\":\"draft\"} better: {\"answer\":\"final\"} as in {\"example\":1}");

    assertThat(ask()).isEqualTo(new Answer<>("final", ScriptedModel.ONE_CALL));
  }

  @Test
  void takesTheArgumentsOfAToolCall() {
    model.calls(new ToolCall("1", "submit", "{\"answer\":\"yes\"}"));

    assertThat(ask().value()).isEqualTo("yes");
  }

  @Test
  void tellsTheModelOnceWhatIsWrong() {
    model.says("{\"result\":1}").says("{\"answer\":\"yes\"}");

    assertThat(ask()).isEqualTo(new Answer<>("yes", calls(2)));
    assertThat(model.requests().get(1).messages())
        .extracting(ChatMessage::role)
        .containsExactly(ChatMessage.Role.USER, ChatMessage.Role.ASSISTANT, ChatMessage.Role.USER);
    assertThat(lastText(model.requests().get(1))).contains("the field 'answer' is missing");
  }

  @Test
  void failsWithTheUsageOfAllCallsWhenTheModelDoesNotCorrectItself() {
    model.says("I would rather not.").says("No.");

    assertThatThrownBy(this::ask)
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageContaining("test: ")
        .hasMessageContaining("no JSON")
        .extracting(e -> ((LlmException) e).usage())
        .isEqualTo(calls(2));
  }

  @Test
  void doesNotQuoteAReplyAtLength() {
    model
        .says("{\"answer\":" + "y".repeat(9_000) + "}")
        .says("{\"answer\":" + "n".repeat(9_000) + "}");

    assertThatThrownBy(this::ask)
        .isInstanceOf(UnusableReplyException.class)
        .extracting(e -> String.valueOf(e.getMessage()).length())
        .satisfies(length -> assertThat((int) length).isLessThan(500));
  }

  @ParameterizedTest
  @CsvSource({"STOP, it is empty", "CONTENT_FILTER, a content filter held it back"})
  void asksAgainWhenNothingCame(FinishReason reason, String complaint) {
    model.replies(reply("", reason)).says("{\"answer\":\"yes\"}");

    assertThat(ask().value()).isEqualTo("yes");
    assertThat(lastText(model.requests().get(1))).contains(complaint);
    assertThat(model.requests().get(1).messages())
        .allSatisfy(message -> assertThat(message.content()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // exactly what is missing
        " quick brown fox\"}",
        // from the words that were asked for
        "{\"answer\":\"look at this: the quick brown fox\"}",
        "answer\":\"look at this: the quick brown fox\"}",
        // a part of them
        "at this: the quick brown fox\"}",
        // in a fence
        "```json\nat this: the quick brown fox\"}\n```",
        "<think>Where was I?</think>\n\nat this: the quick brown fox\"}",
        // everything again, and not written alike
        "```json\n{\n  \"answer\": \"look at this: the quick brown fox\"\n}\n```",
      })
  void goesOnFromTheCut(String more) {
    model.isCutAfter("```json\n{\"answer\":\"look at this: the").says(more);

    assertThat(ask()).isEqualTo(new Answer<>("look at this: the quick brown fox", calls(2)));
    assertThat(lastText(model.requests().get(1))).contains("look at this: the");
  }

  @Test
  void asksForTheRestWithoutTheShape() {
    model.isCutAfter("{\"answer\":\"ye").says("s\"}");

    chat.ask(question().withShape(new ResponseShape("answer", "{}")), StructuredChatTest::read)
        .join();

    assertThat(model.requests())
        .extracting(request -> request.shape().isPresent())
        .containsExactly(true, false);
  }

  @Test
  void takesTheRepeatedReplyEvenWhenItIsCutOffLater() {
    model
        .isCutAfter("{\"answer\":\"one, two, three,")
        .isCutAfter("{\"answer\":\"one, two, three, four,")
        .says(" five\"}");

    assertThat(ask().value()).isEqualTo("one, two, three, four, five");
  }

  @Test
  void goesOnTwiceAndThenAsksForSomethingShorter() {
    model
        .isCutAfter("{\"answer\":\"a")
        .isCutAfter("b")
        .isCutAfter("c")
        .says("{\"answer\":\"short\"}");

    assertThat(ask()).isEqualTo(new Answer<>("short", calls(4)));
    assertThat(lastText(model.requests().get(3))).contains("shorter");
  }

  @Test
  void goesOnWhenAReplyEndsEarlyWithoutSayingSo() {
    model.says("{\"answer\":\"ye").says("s\"}");

    assertThat(ask().value()).isEqualTo("yes");
  }

  @Test
  void doesNotAskWhenOnlyTheLastBracketWasForgotten() {
    model.says("{\"answer\":\"yes\"");

    assertThat(ask()).isEqualTo(new Answer<>("yes", calls(1)));
  }

  @Test
  void asksForTheRestWhenTheLimitCutTheLastBracketOff() {
    model.isCutAfter("{\"answer\":\"yes\"").says(",\"more\":1}");

    assertThat(ask()).isEqualTo(new Answer<>("yes", calls(2)));
  }

  @Test
  void doesNotSettleForADraftWhenTheLongerAnswerIsCutOff() {
    model
        .isCutAfter("Draft: {\"answer\":\"short\"}. Now: {\"answer\":\"a long and")
        .says(" good one\"}");

    assertThat(ask().value()).isEqualTo("a long and good one");
  }

  @Test
  void unescapedQuotationMarksGoBackToTheModel() {
    model.says("{\"answer\":\"say \"} and go\"}").says("{\"answer\":\"say \\\"} and go\"}");

    assertThat(ask().value()).isEqualTo("say \"} and go");
  }

  @Test
  void failuresOfTheClientKeepWhatWasUsedBefore() {
    model.says("nothing").fails(new ContextLengthException("too long", ScriptedModel.ONE_CALL));

    assertThatThrownBy(this::ask)
        .isInstanceOf(ContextLengthException.class)
        .extracting(e -> ((LlmException) e).usage())
        .isEqualTo(calls(2));
  }

  @Test
  void cancellingTheAnswerCancelsTheCallThatRuns() {
    CompletableFuture<ChatReply> second = new CompletableFuture<>();
    model.says("nothing").sends(second);

    CompletableFuture<Answer<String>> answer = chat.ask(question(), StructuredChatTest::read);
    answer.cancel(true);

    assertThat(second).isCancelled();
  }

  @Test
  void aFailureOfTheReaderIsNoComplaint() {
    model.says("{}");

    CompletableFuture<Answer<String>> answer =
        chat.ask(
            question(),
            json -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(answer).isCompletedExceptionally();
    assertThatThrownBy(answer::join).hasRootCauseMessage("a bug");
  }

  @Test
  void readsAReplyThatIsAlreadyThereWithoutACall() {
    Answer<String> answer =
        chat.read(
                question(),
                reply("{\"answer\":\"yes\"}", FinishReason.STOP),
                StructuredChatTest::read)
            .join();

    assertThat(answer).isEqualTo(new Answer<>("yes", Usage.NONE));
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void correctsAReplyThatIsAlreadyThere() {
    model.says("{\"answer\":\"yes\"}");

    Answer<String> answer =
        chat.read(question(), reply("Done!", FinishReason.STOP), StructuredChatTest::read).join();

    assertThat(answer).isEqualTo(new Answer<>("yes", calls(1)));
  }

  private Answer<String> ask() {
    ChatRequest request = question();
    try {
      return chat.ask(request, StructuredChatTest::read).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private static String read(JsonNode json) throws ReplyComplaintException {
    if (!json.path("answer").isTextual()) {
      throw new ReplyComplaintException("the field 'answer' is missing.");
    }
    return json.path("answer").asText();
  }

  private static Usage calls(int count) {
    Usage sum = Usage.NONE;
    for (int call = 0; call < count; call++) {
      sum = sum.plus(ScriptedModel.ONE_CALL);
    }
    return sum;
  }
}
