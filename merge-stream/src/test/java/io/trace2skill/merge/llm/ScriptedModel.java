// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A model that answers by a rule and remembers what it was asked. */
final class ScriptedModel implements ChatClient {

  private final Function<ChatRequest, CompletableFuture<ChatReply>> rule;
  private final List<ChatRequest> requests = Collections.synchronizedList(new ArrayList<>());

  private ScriptedModel(Function<ChatRequest, CompletableFuture<ChatReply>> rule) {
    this.rule = rule;
  }

  /** Answers every request with the text. */
  static ScriptedModel saying(String reply) {
    return answering(request -> reply);
  }

  /** Answers with a text that depends on the request; what the rule throws is its failure. */
  static ScriptedModel answering(Function<ChatRequest, String> rule) {
    return new ScriptedModel(
        request -> {
          try {
            return CompletableFuture.completedFuture(reply(rule.apply(request)));
          } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
          }
        });
  }

  /** Answers when the test completes the call. */
  static ScriptedModel waiting(CompletableFuture<ChatReply> call) {
    return new ScriptedModel(request -> call);
  }

  static ChatReply reply(String text) {
    return new ChatReply(text, List.of(), FinishReason.STOP, new Usage(1, 100, 0, 10, 0));
  }

  /** Returns what the user's last message of the request says. */
  static String user(ChatRequest request) {
    ChatMessage last = request.messages().get(request.messages().size() - 1);
    return text(last);
  }

  static String text(ChatMessage message) {
    return message.content().stream()
        .map(part -> ((ContentPart.Text) part).text())
        .collect(Collectors.joining());
  }

  List<ChatRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    requests.add(request);
    return rule.apply(request);
  }

  @Override
  public void close() {}
}
