// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.async.AsyncLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One run of a loop. Each step waits for one reply or one tool; steps never overlap. */
final class LoopRun {

  private static final String LAST_CHANCE =
      "You cannot call tools any more. Give your final answer now, with what you know, in the form"
          + " that was asked for.";
  private static final String EMPTY =
      "Your reply was empty. Call a tool, or give your final answer in the form that was asked"
          + " for.";

  private static final String TOO_MANY =
      "error: not run, because at most "
          + ToolLoop.MAX_CALLS
          + " calls of one reply are; call again what you still need";

  private final ChatClient client;
  private final Toolbox toolbox;
  private final LoopGuard guard;
  private final Function<ChatReply, Optional<String>> reminder;
  private final ChatRequest request;
  private final List<ChatMessage> messages;
  private final Deque<ToolCall> pending = new ArrayDeque<>();

  private Usage usage = Usage.NONE;
  private List<ToolCall> skipped = List.of();
  private int reminders;

  LoopRun(
      ChatClient client,
      Toolbox toolbox,
      LoopGuard guard,
      Function<ChatReply, Optional<String>> reminder,
      ChatRequest request) {
    this.client = client;
    this.toolbox = toolbox;
    this.guard = guard;
    this.reminder = reminder;
    this.request = request.withTools(toolbox.definitions());
    this.messages = new ArrayList<>(request.messages());
  }

  Usage usage() {
    return usage;
  }

  CompletionStage<Optional<LoopResult>> step(AsyncLoop.Running running) {
    ToolCall call = pending.poll();
    if (call != null) {
      return running
          .call(toolbox.call(call))
          .handle((text, error) -> result(call, Toolbox.result(text, error)));
    }
    Optional<LoopEnd> limit = guard.reached();
    if (limit.isEmpty()) {
      return running.call(client.send(request.withMessages(messages))).thenApply(this::turn);
    }
    messages.add(ChatMessage.user(LAST_CHANCE));
    ChatRequest last = request.withTools(List.of()).withMessages(messages);
    return running.call(client.send(last)).thenApply(reply -> end(reply, limit.get()));
  }

  private Optional<LoopResult> result(ToolCall call, String text) {
    messages.add(ChatMessage.toolResult(call.id(), text));
    if (pending.isEmpty()) {
      skipped.forEach(extra -> messages.add(ChatMessage.toolResult(extra.id(), TOO_MANY)));
    }
    return Optional.empty();
  }

  private Optional<LoopResult> turn(ChatReply received) {
    ChatReply reply = LeakedCalls.recover(received, messages.size());
    usage = usage.plus(reply.usage());
    guard.turn(reply.usage());
    Optional<String> objection = reply.toolCalls().isEmpty() ? objection(reply) : Optional.empty();
    if (reply.toolCalls().isEmpty() && objection.isEmpty()) {
      return ended(reply, LoopEnd.ANSWERED);
    }
    messages.add(ChatMessage.of(reply));
    accept(reply.toolCalls());
    objection.ifPresent(text -> messages.add(ChatMessage.user(text)));
    return Optional.empty();
  }

  /** Every call needs a result, or endpoints refuse the conversation. */
  private void accept(List<ToolCall> calls) {
    int runnable = Math.min(calls.size(), ToolLoop.MAX_CALLS);
    pending.addAll(calls.subList(0, runnable));
    skipped = calls.subList(runnable, calls.size());
  }

  private Optional<String> objection(ChatReply answer) {
    if (reminders >= ToolLoop.MAX_REMINDERS) {
      return Optional.empty();
    }
    Optional<String> objection =
        answer.text().isBlank() ? Optional.of(EMPTY) : reminder.apply(answer);
    reminders += objection.isPresent() ? 1 : 0;
    return objection;
  }

  private Optional<LoopResult> end(ChatReply reply, LoopEnd end) {
    usage = usage.plus(reply.usage());
    return ended(reply, end);
  }

  private Optional<LoopResult> ended(ChatReply last, LoopEnd end) {
    messages.add(ChatMessage.of(last));
    return Optional.of(new LoopResult(messages, last, end, usage));
  }
}
