// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A model that says what it was told to say, and remembers what it was asked. */
final class FakeModel implements ChatClient {

  /** What each reply uses up. */
  static final Usage ONE_CALL = new Usage(1, 100, 0, 10, 0);

  private final Deque<CompletableFuture<ChatReply>> script = new ArrayDeque<>();
  private final List<ChatRequest> requests = new ArrayList<>();

  FakeModel says(String text) {
    return replies(new ChatReply(text, List.of(), FinishReason.STOP, ONE_CALL));
  }

  FakeModel calls(String tool, String arguments) {
    ToolCall call = new ToolCall("c" + script.size(), tool, arguments);
    return replies(new ChatReply("", List.of(call), FinishReason.TOOL_CALLS, ONE_CALL));
  }

  FakeModel fails(LlmException failure) {
    script.add(CompletableFuture.failedFuture(failure));
    return this;
  }

  /** The next request stays without an answer until the future is completed. */
  FakeModel answersLater(CompletableFuture<ChatReply> reply) {
    script.add(reply);
    return this;
  }

  private FakeModel replies(ChatReply reply) {
    script.add(CompletableFuture.completedFuture(reply));
    return this;
  }

  @Override
  public synchronized CompletableFuture<ChatReply> send(ChatRequest request) {
    requests.add(request);
    CompletableFuture<ChatReply> next = script.poll();
    return next == null
        ? CompletableFuture.failedFuture(new AssertionError("an unexpected request: " + request))
        : next;
  }

  @Override
  public void close() {}

  synchronized List<ChatRequest> requests() {
    return List.copyOf(requests);
  }

  /** Returns all text of the request, message by message. */
  static String textOf(ChatRequest request) {
    return request.messages().stream()
        .map(
            message ->
                "== "
                    + message.role()
                    + "\n"
                    + message.content().stream()
                        .map(FakeModel::textOf)
                        .collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }

  private static String textOf(ContentPart part) {
    return part instanceof ContentPart.Text text ? text.text() : "<image>";
  }
}
