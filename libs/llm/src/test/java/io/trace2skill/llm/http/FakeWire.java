// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A wire whose requests end when and how the test says. */
final class FakeWire implements ChatClient {

  static final Usage USAGE = new Usage(1, 100, 0, 10, 0);

  private final List<Sent> sent = new ArrayList<>();
  private boolean closed;

  record Sent(ChatRequest request, CompletableFuture<ChatReply> end) {
    void reply() {
      reply(USAGE);
    }

    void reply(Usage usage) {
      end.complete(new ChatReply("hi", List.of(), FinishReason.STOP, usage));
    }

    void fail(FailureKind kind) {
      fail(kind, null);
    }

    void fail(FailureKind kind, @Nullable Duration retryAfter) {
      boolean billed = kind == FailureKind.TRUNCATED || kind == FailureKind.EMPTY;
      fail(
          new EndpointFailedException(
              kind.name(),
              new EndpointFault(kind, kind.name()),
              retryAfter,
              billed ? USAGE : Usage.NONE));
    }

    void fail(LlmException failure) {
      end.completeExceptionally(failure);
    }

    String text() {
      return ((io.trace2skill.llm.ContentPart.Text) request.messages().get(0).content().get(0))
          .text();
    }
  }

  static ChatRequest request(String text) {
    return ChatRequest.of("test", ModelSettings.of("m"), ChatMessage.user(text));
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    Sent call = new Sent(request, new CompletableFuture<>());
    sent.add(call);
    return call.end();
  }

  int count() {
    return sent.size();
  }

  Sent get(int position) {
    return sent.get(position);
  }

  Sent last() {
    return sent.get(sent.size() - 1);
  }

  /** Returns those that run. */
  List<Sent> running() {
    return sent.stream().filter(call -> !call.end().isDone()).toList();
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
