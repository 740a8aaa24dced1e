// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.async.AsyncLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** One question, with what it takes until the answer can be used. Steps never overlap. */
final class Exchange<T> {

  private static final int MAX_CONTINUATIONS = 2;
  private static final int LONGEST_COMPLAINT = 300;

  private final ChatClient client;
  private final ChatRequest request;
  private final Judge<T> judge;

  private List<ChatMessage> conversation;
  private ChatRequest next;
  private Optional<String> beginning = Optional.empty();
  private int continuations;
  private boolean repaired;
  private Optional<ChatReply> given = Optional.empty();
  private Usage usage = Usage.NONE;

  Exchange(ChatClient client, ChatRequest request, ReplyReader<T> reader) {
    this.client = client;
    this.request = request;
    this.judge = new Judge<>(reader);
    this.conversation = request.messages();
    this.next = request;
  }

  Usage usage() {
    return usage;
  }

  /** Begins with a reply that is already paid for. */
  void begin(ChatReply reply) {
    given = Optional.of(reply);
  }

  CompletionStage<Optional<Answer<T>>> step(AsyncLoop.Running running) {
    if (given.isPresent()) {
      ChatReply reply = given.get();
      given = Optional.empty();
      return CompletableFuture.completedFuture(take(reply));
    }
    return running
        .call(client.send(next))
        .thenApply(
            reply -> {
              usage = usage.plus(reply.usage());
              return take(reply);
            });
  }

  /** Returns the answer that a reply holds, or empty when there is more to ask. */
  Optional<Answer<T>> take(ChatReply reply) {
    Verdict<T> verdict = verdict(reply);
    if (verdict instanceof Verdict.Accepted<T> accepted) {
      return Optional.of(new Answer<>(accepted.value(), usage));
    }
    if (verdict instanceof Verdict.CutOff<T> cut && continuations < MAX_CONTINUATIONS) {
      continuations++;
      goOn(cut.beginning());
    } else {
      repair(said(reply, verdict), complaint(reply, verdict));
    }
    return Optional.empty();
  }

  private Verdict<T> verdict(ChatReply reply) {
    boolean cut = reply.finishReason() == FinishReason.LENGTH;
    if (beginning.isEmpty()) {
      Stream<String> arguments = reply.toolCalls().stream().map(ToolCall::arguments);
      return judge.judge(Stream.concat(arguments, Stream.of(reply.text())).toList(), cut);
    }
    List<Verdict<T>> verdicts = new ArrayList<>();
    for (String text : Splice.candidates(beginning.get(), body(reply))) {
      // A bracket that is missing here may be one that was put together wrongly.
      verdicts.add(judge.judge(List.of(text), true));
    }
    return first(verdicts, Verdict.Accepted.class)
        .or(() -> first(verdicts, Verdict.CutOff.class))
        .orElse(verdicts.get(0));
  }

  private static <T> Optional<Verdict<T>> first(List<Verdict<T>> verdicts, Class<?> kind) {
    return verdicts.stream().filter(kind::isInstance).findFirst();
  }

  /** Asks for the rest, without the shape: an endpoint would force it upon the rest alone. */
  private void goOn(String text) {
    beginning = Optional.of(text);
    List<ChatMessage> messages = new ArrayList<>(conversation);
    messages.add(ChatMessage.assistant(text));
    messages.add(
        ChatMessage.user(
            "Your reply was cut off. Go on with it. Begin with its last characters, which are\n"
                + Splice.tail(text)
                + "\nand write on from there to the end of the JSON, without a fence or a comment."));
    next =
        new ChatRequest(
            request.purpose(), request.settings(), messages, List.of(), Optional.empty());
  }

  private void repair(String said, String complaint) {
    if (repaired) {
      // Or else the same reply would meet whoever tries this question again.
      client.disown(next);
      throw new UnusableReplyException(
          request.purpose() + ": the model was told what is wrong, but still: " + brief(complaint),
          Usage.NONE);
    }
    repaired = true;
    beginning = Optional.empty();
    List<ChatMessage> messages = new ArrayList<>(conversation);
    // Endpoints want speakers to alternate, and no empty message.
    messages.add(ChatMessage.assistant(said.isBlank() ? "(nothing)" : said));
    messages.add(
        ChatMessage.user(
            "Your reply cannot be used: "
                + complaint
                + ".\nReply again with the whole corrected JSON, and nothing else."));
    next = request.withMessages(messages);
    conversation = messages;
  }

  private static String brief(String complaint) {
    return complaint.length() <= LONGEST_COMPLAINT
        ? complaint
        : complaint.substring(0, LONGEST_COMPLAINT) + "...";
  }

  /** Returns what the model has said so far, a beginning that it went on from included. */
  private String said(ChatReply reply, Verdict<T> verdict) {
    return verdict instanceof Verdict.CutOff<T> cut
        ? cut.beginning()
        : beginning.orElse("") + body(reply);
  }

  private static String complaint(ChatReply reply, Verdict<?> verdict) {
    if (verdict instanceof Verdict.CutOff<?>) {
      return "it is too long and was cut off before the JSON ended; say it shorter";
    }
    if (reply.finishReason() == FinishReason.CONTENT_FILTER) {
      return "a content filter held it back; say it without what may offend";
    }
    return body(reply).isBlank()
        ? "it is empty"
        : ((Verdict.Refused<?>) verdict).complaint().replaceFirst("\\.$", "");
  }

  private static String body(ChatReply reply) {
    return reply.text().isBlank() && !reply.toolCalls().isEmpty()
        ? reply.toolCalls().get(0).arguments()
        : reply.text();
  }
}
