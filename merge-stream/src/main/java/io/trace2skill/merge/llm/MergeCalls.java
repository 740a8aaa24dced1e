// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.output.Answer;
import io.trace2skill.llm.output.StructuredChat;
import io.trace2skill.llm.prompt.Fence;
import io.trace2skill.llm.prompt.PromptTemplate;
import io.trace2skill.skill.merge.SourcedEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Puts the questions of a merge to the model: in one call, or in more where one would be too long.
 * What the model does not answer usably goes on as it was.
 */
final class MergeCalls {

  private static final String PURPOSE = "merge";

  private static final ResponseShape SHAPE =
      new ResponseShape(
          "merged_edits",
          """
          {"type":"object","additionalProperties":false,"required":["edits","dropped"],"properties":{\
          "edits":{"type":"array","items":{"type":"object","additionalProperties":false,\
          "required":["from","content"],"properties":{\
          "from":{"type":"array","items":{"type":"string"}},"content":{"type":"string"}}}},\
          "dropped":{"type":"array","items":{"type":"object","additionalProperties":false,\
          "required":["id","reason"],"properties":{\
          "id":{"type":"string"},"reason":{"type":"string"}}}}}}""");

  private final StructuredChat chat;
  private final ModelSettings model;
  private final PromptTemplate prompt;
  private final MergerSettings settings;
  private final Executor executor;
  private final Ruling ruling;
  private final Precedents precedents;
  private final MergeReplyReader reader = new MergeReplyReader();

  /**
   * @param precedents learn from each answer
   * @param executor runs what is to be worked out after a reply
   */
  MergeCalls(
      StructuredChat chat,
      ModelSettings model,
      PromptTemplate prompt,
      MergerSettings settings,
      Precedents precedents,
      Executor executor) {
    this.chat = chat;
    this.model = model;
    this.prompt = prompt;
    this.settings = settings;
    this.precedents = precedents;
    this.executor = executor;
    this.ruling = new Ruling(settings.maxWordings());
  }

  /** Asks; completes at once when there is nothing to ask. */
  CompletableFuture<Verdict> ask(List<Question> questions, RunningCalls running) {
    if (questions.isEmpty()) {
      return completedFuture(Verdict.NONE);
    }
    MergeRequest request = MergeRequest.of(questions);
    if (request.text().length() > settings.maxRequestChars()) {
      return inParts(questions, running, Usage.NONE);
    }
    return running
        .track(chat.ask(chatRequest(request), reader))
        .thenApplyAsync(answer -> verdict(request, answer), executor)
        .exceptionallyComposeAsync(failure -> withoutAnswer(questions, running, failure), executor);
  }

  private ChatRequest chatRequest(MergeRequest request) {
    return new ChatRequest(
        PURPOSE,
        model,
        prompt.render(Map.of("edits", Fence.around("edits", request.text()))),
        List.of(),
        Optional.of(SHAPE));
  }

  private Verdict verdict(MergeRequest request, Answer<MergeReply> answer) {
    return request.named().stream()
        .map(question -> ruled(question, answer.value()))
        .reduce(Verdict.NONE, Verdict::plus)
        .plus(answer.usage());
  }

  private Verdict ruled(Map<String, SourcedEdit> question, MergeReply reply) {
    Verdict verdict = ruling.on(question, reply);
    precedents.learn(question, reply, verdict.kept());
    return verdict;
  }

  private CompletableFuture<Verdict> withoutAnswer(
      List<Question> questions, RunningCalls running, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ContextLengthException tooLong) {
      return inParts(questions, running, tooLong.usage());
    }
    return cause instanceof UnusableReplyException unusable
        ? completedFuture(Verdict.fallback(questions, unusable.usage()))
        : failedFuture(failure);
  }

  private CompletableFuture<Verdict> inParts(
      List<Question> questions, RunningCalls running, Usage before) {
    if (questions.size() == 1 && !questions.get(0).isDivisible()) {
      return completedFuture(Verdict.fallback(questions, before));
    }
    int half = questions.size() / 2;
    Question only = questions.get(0);
    List<Question> first = half == 0 ? List.of(only.firstHalf()) : questions.subList(0, half);
    List<Question> second =
        half == 0 ? List.of(only.secondHalf()) : questions.subList(half, questions.size());
    return ask(first, running)
        .thenCombine(ask(second, running), Verdict::plus)
        .thenApply(verdict -> verdict.plus(before));
  }
}
