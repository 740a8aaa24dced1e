// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import static io.trace2skill.llm.ScriptedModel.lastText;
import static io.trace2skill.llm.ScriptedModel.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatMessage.Role;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.ScriptedModel;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolLoopTest {

  private static final LoopLimits WIDE = new LoopLimits(5_000, 10_000_000, Duration.ofHours(1));

  private final ScriptedModel model = new ScriptedModel();
  private final SettableClock clock = new SettableClock();
  private final List<String> log = new ArrayList<>();
  private final ToolLoop loop = new ToolLoop(model, clock);

  @Test
  void runsTheCallsOfOneReplyInOrderUntilTheModelAnswers() {
    model.calls(call("a", "{\"n\":1}"), call("b", "{\"n\":2}")).says("done");

    LoopResult result = run(WIDE, echo("a"), echo("b"));

    assertThat(log).containsExactly("a {\"n\":1}", "b {\"n\":2}");
    assertThat(result.end()).isEqualTo(LoopEnd.ANSWERED);
    assertThat(result.last().text()).isEqualTo("done");
    assertThat(result.usage().calls()).isEqualTo(2);
    assertThat(result.messages())
        .extracting(ChatMessage::role)
        .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.TOOL, Role.ASSISTANT);
    assertThat(result.messages().get(2).toolCallId()).contains("id-a");
    assertThat(result.messagesBeforeLast()).hasSize(4);
  }

  @Test
  void waitsForAToolBeforeTheNext() {
    CompletableFuture<String> first = new CompletableFuture<>();
    model.calls(call("slow", "{}"), call("a", "{}")).says("done");

    CompletableFuture<LoopResult> result =
        loop.run(question(), List.of(tool("slow", json -> first), echo("a")), WIDE);

    assertThat(log).isEmpty();
    first.complete("finished");
    assertThat(log).containsExactly("a {}");
    assertThat(result).isCompleted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | {\"n\": | error: the arguments must be one JSON object",
        "a | [1] | error: the arguments must be one JSON object",
        "a | {} and {\"n\":1} | error: the arguments must be one JSON object",
        "zzz | {} | error: there is no tool named 'zzz'; the tools are [a, throws, fails]",
        "throws | {} | error: no such file: x",
        "fails | {} | error: IllegalStateException",
      })
  void tellsTheModelWhatWentWrong(String name, String arguments, String expected) {
    model.calls(call(name, arguments)).says("done");

    LoopResult result =
        run(
            WIDE,
            echo("a"),
            tool(
                "throws",
                json -> {
                  throw new IllegalArgumentException("no such file: x");
                }),
            tool("fails", json -> CompletableFuture.failedFuture(new IllegalStateException())));

    assertThat(text(result.messages().get(2))).startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"n\":1}", "{n: 1,}", "\"{\\\"n\\\":1}\"", " {'n': 1} "})
  void understandsCarelessArguments(String arguments) {
    model.calls(call("a", arguments)).says("done");

    run(WIDE, echo("a"));

    assertThat(log).containsExactly("a {\"n\":1}");
  }

  @Test
  void nothingCountsAsNoArguments() {
    model.calls(call("a", "")).says("done");

    run(WIDE, echo("a"));

    assertThat(log).containsExactly("a {}");
  }

  @Test
  void keepsHeadAndTailOfALongResult() {
    model.calls(call("long", "{}")).says("done");
    String text = "HEAD" + "\uD83D\uDE00".repeat(50_000) + "TAIL";

    LoopResult result = run(WIDE, tool("long", json -> CompletableFuture.completedFuture(text)));

    assertThat(text(result.messages().get(2)))
        .startsWith("HEAD")
        .endsWith("TAIL")
        .contains("characters left out")
        .hasSizeLessThan(ToolResults.MAX_CHARS + 100)
        .matches(t -> t.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000), "whole characters");
  }

  @Test
  void asksForAnAnswerWithoutToolsWhenTheTurnsAreUsedUp() {
    model.calls(call("a", "{}")).calls(call("a", "{}")).says("my best guess");

    LoopResult result = run(new LoopLimits(2, 1_000_000, Duration.ofHours(1)), echo("a"));

    assertThat(result.end()).isEqualTo(LoopEnd.TURNS);
    assertThat(result.last().text()).isEqualTo("my best guess");
    assertThat(log).hasSize(2);
    assertThat(model.requests().get(2).tools()).isEmpty();
    assertThat(lastText(model.requests().get(2))).contains("final answer");
    assertThat(result.usage().calls()).isEqualTo(3);
  }

  @Test
  void keepsTokensForTheAnswer() {
    model.calls(call("a", "{}")).calls(call("a", "{}")).says("my best guess");

    LoopResult result = run(new LoopLimits(99, 400, Duration.ofHours(1)), echo("a"));

    assertThat(result.end()).isEqualTo(LoopEnd.TOKENS);
    assertThat(result.usage().promptTokens() + result.usage().completionTokens()).isEqualTo(330);
  }

  @Test
  void keepsTimeForTheAnswer() {
    model.calls(call("slow", "{}")).says("my best guess");

    LoopResult result =
        run(
            new LoopLimits(99, 1_000_000, Duration.ofMinutes(10)),
            tool(
                "slow",
                json -> {
                  clock.now = clock.now.plus(Duration.ofMinutes(9));
                  return CompletableFuture.completedFuture("");
                }));

    assertThat(result.end()).isEqualTo(LoopEnd.TIME);
    assertThat(result.last().text()).isEqualTo("my best guess");
  }

  @Test
  void aReminderSendsAnswersBackTwiceAtMost() {
    model.says("one").says("two").says("three");

    LoopResult result =
        loop.run(question(), List.of(), WIDE, answer -> Optional.of("validate " + answer.text()))
            .join();

    assertThat(result.last().text()).isEqualTo("three");
    assertThat(result.end()).isEqualTo(LoopEnd.ANSWERED);
    assertThat(lastText(model.requests().get(1))).isEqualTo("validate one");
    assertThat(model.requests()).hasSize(3);
  }

  @Test
  void anEmptyReplyIsNoAnswer() {
    model.says(" ").says("done");

    LoopResult result = run(WIDE);

    assertThat(result.last().text()).isEqualTo("done");
    assertThat(lastText(model.requests().get(1))).contains("empty");
    assertThat(result.messages()).allSatisfy(m -> assertThat(m.content()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I look.\n<tool_call>\n{\"name\": \"a\", \"arguments\": {\"n\": 1}}\n</tool_call>",
        "I look.\n<tool_call>{\"name\":\"a\",\"arguments\":\"{\\\"n\\\":1}\"}",
        "<think>which?\n<tool_call>{\"name\":\"b\",\"arguments\":{}}</tool_call></think>\n"
            + "<tool_call>{\"name\":\"a\",\"parameters\":{\"n\":1}}</tool_call>",
      })
  void understandsCallsThatLeakIntoTheText(String text) {
    model.says(text).says("done");

    LoopResult result = run(WIDE, echo("a"), echo("b"));

    assertThat(log).containsExactly("a {\"n\":1}");
    assertThat(result.messages().get(1).toolCalls()).hasSize(1);
    assertThat(result.messages().get(2).toolCallId())
        .contains(result.messages().get(1).toolCalls().get(0).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lesson\":\"it wrote <tool_call>{\\\"name\\\":\\\"a\\\"}</tool_call>\"}",
        "```\n<tool_call>{\"name\":\"a\",\"arguments\":{}}</tool_call>\n```",
        "<tool_call>{\"name\":</tool_call>",
      })
  void doesNotRunCallsThatAreQuotedOrBroken(String text) {
    model.says(text);

    assertThat(run(WIDE, echo("a")).last().text()).isEqualTo(text);
    assertThat(log).isEmpty();
  }

  @Test
  void aFailureKeepsWhatTheLoopUsed() {
    model.calls(call("a", "{}")).fails(new RequestRefusedException(400, "no", Usage.NONE));

    CompletableFuture<LoopResult> result = loop.run(question(), List.of(echo("a")), WIDE);

    assertThatThrownBy(result::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            e -> assertThat(e.usage()).isEqualTo(ScriptedModel.ONE_CALL));
  }

  @Test
  void cancellingCancelsTheToolThatRuns() {
    CompletableFuture<String> running = new CompletableFuture<>();
    model.calls(call("slow", "{}"));

    loop.run(question(), List.of(tool("slow", json -> running)), WIDE).cancel(true);

    assertThat(running).isCancelled();
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void manyTurnsThatCompleteAtOnceDoNotGrowTheStack() {
    for (int turn = 0; turn < 2_000; turn++) {
      model.calls(call("a", "{}"));
    }
    model.says("done");

    assertThat(run(WIDE, echo("a")).usage().calls()).isEqualTo(2_001);
    assertThat(log).hasSize(2_000);
  }

  @Test
  void runsNoMoreCallsOfOneReplyThanIsReasonable() {
    ToolCall[] calls = new ToolCall[40];
    for (int n = 0; n < calls.length; n++) {
      calls[n] = new ToolCall("id-" + n, "a", "{}");
    }
    model.calls(calls).says("done");

    LoopResult result = run(WIDE, echo("a"));

    assertThat(log).hasSize(16);
    assertThat(result.messages()).hasSize(1 + 1 + 40 + 1);
    assertThat(text(result.messages().get(41))).startsWith("error: not run");
  }

  private LoopResult run(LoopLimits limits, Tool... tools) {
    return loop.run(question(), List.of(tools), limits).join();
  }

  private Tool echo(String name) {
    return tool(
        name,
        json -> {
          log.add(name + " " + json);
          return CompletableFuture.completedFuture("ok");
        });
  }

  private static Tool tool(String name, Function<JsonNode, CompletionStage<String>> body) {
    return new Tool() {
      @Override
      public ToolDefinition definition() {
        return new ToolDefinition(name, "", "{}");
      }

      @Override
      public CompletionStage<String> call(JsonNode arguments) {
        return body.apply(arguments);
      }
    };
  }

  private static ToolCall call(String name, String arguments) {
    return new ToolCall("id-" + name, name, arguments);
  }

  private static String text(ChatMessage message) {
    return ((ContentPart.Text) message.content().get(0)).text();
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
