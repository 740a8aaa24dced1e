// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A model that replies from a script and remembers what it was asked. */
public final class ScriptedModel implements ChatClient {

  /** What one call costs. */
  public static final Usage ONE_CALL = new Usage(1, 100, 0, 10, 7);

  private final Deque<Function<ChatRequest, CompletableFuture<ChatReply>>> script =
      new ArrayDeque<>();
  private final List<ChatRequest> requests = new ArrayList<>();

  public static ChatRequest question() {
    return ChatRequest.of("test", ModelSettings.of("model"), ChatMessage.user("What is it?"));
  }

  public static ChatReply reply(String text, FinishReason reason, ToolCall... calls) {
    return new ChatReply(text, List.of(calls), reason, ONE_CALL);
  }

  public ScriptedModel says(String text) {
    return replies(reply(text, FinishReason.STOP));
  }

  /** The limit of tokens ends the reply here. */
  public ScriptedModel isCutAfter(String text) {
    return replies(reply(text, FinishReason.LENGTH));
  }

  public ScriptedModel calls(ToolCall... calls) {
    return replies(reply("", FinishReason.TOOL_CALLS, calls));
  }

  public ScriptedModel replies(ChatReply reply) {
    return sends(CompletableFuture.completedFuture(reply));
  }

  public ScriptedModel fails(Throwable failure) {
    return sends(CompletableFuture.failedFuture(failure));
  }

  public ScriptedModel sends(CompletableFuture<ChatReply> future) {
    script.add(request -> future);
    return this;
  }

  public ScriptedModel answers(Function<ChatRequest, ChatReply> answer) {
    script.add(request -> CompletableFuture.completedFuture(answer.apply(request)));
    return this;
  }

  /** Returns the requests so far. */
  public List<ChatRequest> requests() {
    return requests;
  }

  /** Returns the text of the last message of a request. */
  public static String lastText(ChatRequest request) {
    ChatMessage last = request.messages().get(request.messages().size() - 1);
    return ((ContentPart.Text) last.content().get(0)).text();
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    requests.add(request);
    if (script.isEmpty()) {
      throw new AssertionError("the script ends before request " + requests.size());
    }
    return script.remove().apply(request);
  }

  @Override
  public void close() {}
}
