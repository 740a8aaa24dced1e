// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RefusalHoldTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofHours(1);

  private final Endpoint endpoint = new Endpoint();
  private final EndpointWatch watch = new EndpointWatch();
  private RefusalHold hold = new RefusalHold(endpoint, watch, NEVER);

  @AfterEach
  void close() {
    hold.close();
  }

  @Test
  void callsStayOpenAndNothingIsSentWhileTheKeyIsRefused() {
    CompletableFuture<ChatReply> first = hold.send(Chats.request());
    endpoint.refuse(0, 401);
    CompletableFuture<ChatReply> second = hold.send(Chats.request());

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(endpoint.calls).hasSize(1);
    assertThat(watch.missing()).singleElement().asString().contains("status 401");
  }

  @Test
  void allGoOnWhenOneIsAnsweredAgain() {
    hold.close();
    hold = new RefusalHold(endpoint, watch, SOON);
    CompletableFuture<ChatReply> first = hold.send(Chats.request());
    endpoint.refuse(0, 401);
    CompletableFuture<ChatReply> second = hold.send(Chats.request());
    await().until(() -> endpoint.calls.size() == 2);
    endpoint.refuse(1, 401);
    await().until(() -> endpoint.calls.size() == 3);
    assertThat(watch.missing()).isNotEmpty();

    endpoint.answer(2);
    assertThat(endpoint.calls).hasSize(4);
    endpoint.answer(3);
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(watch.missing()).isEmpty();
  }

  @Test
  void aRefusalOfOneRequestPasses() {
    CompletableFuture<ChatReply> call = hold.send(Chats.request());
    endpoint.refuse(0, 400);
    assertThatThrownBy(call::join).hasCauseInstanceOf(RequestRefusedException.class);
    assertThat(watch.missing()).isEmpty();
  }

  @Test
  void forbiddenMeansAllOnlyBeforeTheFirstAnswer() {
    CompletableFuture<ChatReply> answered = hold.send(Chats.request());
    endpoint.answer(0);
    assertThat(answered).isCompleted();
    CompletableFuture<ChatReply> forbidden = hold.send(Chats.request());
    endpoint.refuse(1, 403);
    assertThat(forbidden).isCompletedExceptionally();
  }

  @Test
  void aCallThatIsCancelledIsNotSentAgain() {
    hold.close();
    hold = new RefusalHold(endpoint, watch, SOON);
    CompletableFuture<ChatReply> first = hold.send(Chats.request());
    endpoint.refuse(0, 402);
    first.cancel(true);
    CompletableFuture<ChatReply> second = hold.send(Chats.request());
    await().until(() -> endpoint.calls.size() == 2);
    endpoint.answer(1);
    assertThat(second).isCompleted();
  }

  @Test
  void cancellingReachesTheCallThatRuns() {
    CompletableFuture<ChatReply> call = hold.send(Chats.request());
    call.cancel(true);
    assertThat(endpoint.calls.get(0)).isCancelled();
  }

  @Test
  void closingEndsTheCallsThatWait() {
    CompletableFuture<ChatReply> call = hold.send(Chats.request());
    endpoint.refuse(0, 401);
    hold.close();
    assertThat(call).isCancelled();
    assertThat(endpoint.closed).isTrue();
  }

  /** Keeps what it is asked. */
  private static final class Endpoint implements ChatClient {

    private final List<CompletableFuture<ChatReply>> calls = new CopyOnWriteArrayList<>();
    private boolean closed;

    @Override
    public CompletableFuture<ChatReply> send(ChatRequest request) {
      CompletableFuture<ChatReply> call = new CompletableFuture<>();
      calls.add(call);
      return call;
    }

    void refuse(int call, int status) {
      calls
          .get(call)
          .completeExceptionally(
              new RequestRefusedException(status, "status " + status, Usage.NONE));
    }

    void answer(int call) {
      calls.get(call).complete(Chats.reply());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
