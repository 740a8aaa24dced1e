// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.ScriptedModel;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.output.ReplyComplaintException;
import io.trace2skill.llm.output.StructuredChat;
import io.trace2skill.llm.tools.LoopLimits;
import io.trace2skill.llm.tools.LoopResult;
import io.trace2skill.llm.tools.Tool;
import io.trace2skill.llm.tools.ToolLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a journal between analysts and an endpoint does. */
final class JournaledClientTest {

  private static final ChatRequest QUESTION =
      ChatRequest.of("analysis", ModelSettings.of("m"), ChatMessage.user("Why did it fail?"));

  private final MemoryStore store = new MemoryStore();
  private final ScriptedModel model = new ScriptedModel();
  private final JournaledClient client = new JournaledClient(model, store, Runnable::run);

  /** The client of another process, after a crash of this one. */
  private JournaledClient restarted(ScriptedModel endpoint) {
    return new JournaledClient(endpoint, store, Runnable::run);
  }

  @Test
  void whatWasAnsweredIsAnsweredAgainByTheJournal() {
    ToolCall call = new ToolCall("c1", "read", "{\"file\":\"ä\"}");
    ChatReply bought =
        ScriptedModel.reply("It forgot \"quotes\".\n", FinishReason.TOOL_CALLS, call);
    model.replies(bought);

    assertThat(client.send(QUESTION).join()).isEqualTo(bought);

    JournaledClient restarted = restarted(new ScriptedModel());
    assertThat(restarted.send(QUESTION).join()).isEqualTo(bought);
    assertThat(restarted.report()).isEqualTo(new JournalReport(1, 0, 0, 0, 0, 0, bought.usage()));
    assertThat(client.report()).isEqualTo(new JournalReport(0, 0, 1, 0, 0, 0, Usage.NONE));
  }

  @Test
  void aReplyIsHandedOnOnlyAfterItIsKept() {
    store.writesWait = true;
    model.says("late");

    CompletableFuture<ChatReply> reply = client.send(QUESTION);

    assertThat(reply).isNotDone();
    store.writes.get(0).complete(null);
    assertThat(reply).isCompletedWithValueMatching(handed -> handed.text().equals("late"));
  }

  @Test
  void failuresAreNotKept() {
    model.fails(new EndpointFailedException("down", null, null, Usage.NONE)).says("up again");

    assertThatThrownBy(client.send(QUESTION)::join)
        .hasCauseInstanceOf(EndpointFailedException.class);
    assertThat(store.entries).isEmpty();
    assertThat(client.send(QUESTION).join().text()).isEqualTo("up again");
  }

  @Test
  void equalRequestsThatRunAtOnceAreOneCall() {
    CompletableFuture<ChatReply> answer = new CompletableFuture<>();
    model.sends(answer);

    CompletableFuture<ChatReply> first = client.send(QUESTION);
    CompletableFuture<ChatReply> second = client.send(QUESTION);
    answer.complete(ScriptedModel.reply("both", FinishReason.STOP));

    assertThat(first.join()).isEqualTo(second.join());
    assertThat(model.requests()).hasSize(1);
    assertThat(client.report().joined()).isEqualTo(1);
  }

  @Test
  void whoCancelsOnlyLeavesAndTheLastOneEndsTheCall() {
    CompletableFuture<ChatReply> answer = new CompletableFuture<>();
    model.sends(answer).says("anew");

    CompletableFuture<ChatReply> first = client.send(QUESTION);
    CompletableFuture<ChatReply> second = client.send(QUESTION);
    first.cancel(true);
    assertThat(answer).isNotDone();
    assertThat(second).isNotDone();

    second.cancel(true);
    assertThat(answer).isCancelled();
    assertThat(client.send(QUESTION).join().text()).isEqualTo("anew");
  }

  @Test
  void aReplyThatIsThereIsKeptEvenWhenNobodyWaitsAnyMore() {
    store.writesWait = true;
    model.says("paid for");

    client.send(QUESTION).cancel(true);
    CompletableFuture<ChatReply> again = client.send(QUESTION);
    store.writes.get(0).complete(null);

    assertThat(again.join().text()).isEqualTo("paid for");
    assertThat(model.requests()).hasSize(1);
    assertThat(restarted(new ScriptedModel()).send(QUESTION).join().text()).isEqualTo("paid for");
  }

  @Test
  void anEntryThatCannotBeReadIsAskedForAnewAndReplaced() {
    store.entries.put(RequestDigest.of(QUESTION), "{\"purpose\":\"analysis\"}".getBytes(UTF_8));
    model.says("sound");

    assertThat(client.send(QUESTION).join().text()).isEqualTo("sound");
    assertThat(client.report().unread()).isEqualTo(1);
    assertThat(restarted(new ScriptedModel()).send(QUESTION).join().text()).isEqualTo("sound");
  }

  @Test
  void aJournalThatIsOutOfOrderDoesNotStopTheWork() {
    store.readsFail = new IllegalStateException("no broker");
    store.writesFail = new IllegalStateException("no broker");
    model.says("all the same");

    assertThat(client.send(QUESTION).join().text()).isEqualTo("all the same");
    assertThat(client.report().unkept()).isEqualTo(1);
    assertThat(client.report().unread()).isEqualTo(1);
  }

  @Test
  void everyTurnOfALongAnalysisIsServed() {
    LoopLimits limits = new LoopLimits(5, 100_000, Duration.ofMinutes(1));
    ToolCall look = new ToolCall("c1", "look", "{}");
    model.calls(look).calls(new ToolCall("c2", "look", "{}")).says("done");
    LoopResult bought = loop(client, limits);

    LoopResult served = loop(restarted(new ScriptedModel()), limits);

    assertThat(served.last()).isEqualTo(bought.last());
    assertThat(served.usage()).isEqualTo(bought.usage());
    assertThat(served.end()).isEqualTo(bought.end());
    assertThat(model.requests()).hasSize(3);
  }

  private static LoopResult loop(JournaledClient client, LoopLimits limits) {
    return new ToolLoop(client)
        .run(QUESTION, List.of(new Looking()), limits, answer -> Optional.empty())
        .join();
  }

  private static final class Looking implements Tool {
    @Override
    public ToolDefinition definition() {
      return new ToolDefinition("look", "looks", "{}");
    }

    @Override
    public CompletionStage<String> call(JsonNode arguments) {
      return CompletableFuture.completedFuture("seen");
    }
  }

  @Test
  void whoTriesAgainAfterUselessRepliesIsNotGivenTheSameForEver() {
    model.says("no JSON").says("still none");
    assertThatThrownBy(ask(client)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UnusableReplyException.class);
    assertThat(client.report().struck()).isEqualTo(1);

    ScriptedModel better = new ScriptedModel().says("{\"a\":1}");
    JournaledClient later = restarted(better);
    assertThat(ask(later).join()).isEqualTo("1");
    // The first reply and what is wrong with it are known; only the repair is asked for anew.
    assertThat(better.requests()).hasSize(1);
    assertThat(later.report().hits()).isEqualTo(1);
    assertThat(ask(restarted(new ScriptedModel())).join()).isEqualTo("1");
  }

  private static CompletableFuture<String> ask(JournaledClient client) {
    return new StructuredChat(client)
        .ask(
            QUESTION,
            json -> {
              if (!json.has("a")) {
                throw new ReplyComplaintException("there is no a");
              }
              return json.get("a").asText();
            })
        .thenApply(answer -> answer.value());
  }

  @Test
  void closingCancelsWhatRunsAndClosesTheStore() {
    CompletableFuture<ChatReply> answer = new CompletableFuture<>();
    model.sends(answer);
    CompletableFuture<ChatReply> reply = client.send(QUESTION);

    client.close();

    assertThat(reply).isCancelled();
    assertThat(answer).isCancelled();
    assertThat(store.closed).isTrue();
  }

  @Test
  void anEntryTellsWhichCallItWas() throws Exception {
    model.says("because");
    CompletableFuture<ChatReply> unused = client.send(QUESTION);

    JournalEntry entry =
        JournalEntry.read(requireNonNull(store.entries.get(RequestDigest.of(QUESTION))));

    assertThat(entry.purpose()).isEqualTo("analysis");
    assertThat(entry.model()).isEqualTo("m");
    assertThat(entry.messages()).isEqualTo(1);
    assertThat(entry.lastMessage()).isEqualTo("Why did it fail?");
    assertThat(entry.promptChars()).isEqualTo(16);
    assertThat(entry.reply().text()).isEqualTo("because");
  }
}
