// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.output.StructuredChat;
import io.trace2skill.llm.prompt.Fence;
import io.trace2skill.llm.prompt.PromptTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks a model for texts; a model that is no help gives none. */
final class TextCalls {

  private final StructuredChat chat;
  private final ModelSettings model;
  private final MergerSettings settings;

  TextCalls(StructuredChat chat, ModelSettings model, MergerSettings settings) {
    this.chat = chat;
    this.model = model;
    this.settings = settings;
  }

  /**
   * What is asked for.
   *
   * @param purpose of the call
   * @param prompt with the one placeholder {@code task}
   * @param array name of the array of the reply
   * @param field name of the text in its objects
   */
  record Kind(String purpose, PromptTemplate prompt, String array, String field) {

    ResponseShape shape() {
      return new ResponseShape(
          purpose,
          """
          {"type":"object","additionalProperties":false,"required":["%s"],"properties":{\
          "%s":{"type":"array","items":{"type":"object","additionalProperties":false,\
          "required":["id","%s","reason"],"properties":{"id":{"type":"string"},\
          "%s":{"type":["string","null"]},"reason":{"type":"string"}}}}}}"""
              .formatted(array, array, field, field));
    }
  }

  /**
   * What came of a call.
   *
   * @param fallbacks 1 when the model was no help
   */
  record Said(TextsReply reply, Usage usage, int fallbacks) {}

  /** Asks; a task that is too long is not put to the model. */
  CompletableFuture<Said> ask(Kind kind, String task, RunningCalls running) {
    if (task.length() > settings.maxRequestChars()) {
      return completedFuture(new Said(TextsReply.NONE, Usage.NONE, 1));
    }
    ChatRequest request =
        new ChatRequest(
            kind.purpose(),
            model,
            kind.prompt().render(Map.of("task", Fence.around("task", task))),
            List.of(),
            Optional.of(kind.shape()));
    return running
        .track(chat.ask(request, TextsReply.reader(kind.array(), kind.field())))
        .thenApply(answer -> new Said(answer.value(), answer.usage(), 0))
        .exceptionallyCompose(TextCalls::withoutAnswer);
  }

  private static CompletableFuture<Said> withoutAnswer(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean noHelp =
        cause instanceof UnusableReplyException || cause instanceof ContextLengthException;
    return noHelp && cause instanceof LlmException wasted
        ? completedFuture(new Said(TextsReply.NONE, wasted.usage(), 1))
        : failedFuture(failure);
  }
}
