// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.Verification;
import io.trace2skill.analyst.llm.Shortening.Shortened;
import io.trace2skill.analyst.workspace.Workspace;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.async.AsyncLoop;
import io.trace2skill.llm.output.Answer;
import io.trace2skill.llm.output.StructuredChat;
import io.trace2skill.llm.tools.LoopResult;
import io.trace2skill.llm.tools.Tool;
import io.trace2skill.llm.tools.ToolLoop;
import io.trace2skill.skill.patch.ReadPatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue with a model about one failure. Where a fix can be evaluated, an answer without a
 * fix that passed is sent back with a reminder; if none passes, there is no lesson.
 */
final class ErrorDialogue {

  private static final Pattern GIVES_UP = Pattern.compile("\"edits\"\\s*:\\s*\\[\\s*\\]");
  private static final String GIVE_UP =
      " If you cannot find the cause, answer with an empty list of edits and say what you tried.";
  private static final String UNTRIED =
      "You have not tested your explanation. Make the result that the run would have had without"
          + " the mistake, and call \"evaluate\" on it."
          + GIVE_UP;
  private static final String FAILED =
      "No fix has passed \"evaluate\", so the explanation is not confirmed. Correct it, and evaluate"
          + " again."
          + GIVE_UP;

  private final ChatClient client;
  private final AnalysisCase what;
  private final PreparedPrompt prompt;
  private final Workspace workspace;
  private final Executor executor;

  ErrorDialogue(
      ChatClient client,
      AnalysisCase what,
      PreparedPrompt prompt,
      Workspace workspace,
      Executor executor) {
    this.client = client;
    this.what = what;
    this.prompt = prompt;
    this.workspace = workspace;
    this.executor = executor;
  }

  CompletionStage<Analysis> start(AsyncLoop.Running running) {
    List<Tool> tools = workspace.tools().stream().<Tool>map(MaskedTool::new).toList();
    ToolLoop loop = new ToolLoop(client);
    return running
        .call(
            Shortening.run(
                prompt.trajectory(),
                prompt.room(),
                rendered ->
                    loop.run(
                        prompt.request(rendered),
                        tools,
                        prompt.settings().limits(),
                        this::reminder)))
        .thenCompose(ended -> conclude(ended, running));
  }

  private boolean unproved() {
    return workspace.canEvaluate() && !workspace.fixPassed();
  }

  private Optional<String> reminder(ChatReply answer) {
    if (!unproved() || givesUp(answer)) {
      return Optional.empty();
    }
    return Optional.of(workspace.evaluations() == 0 ? UNTRIED : FAILED);
  }

  private static boolean givesUp(ChatReply answer) {
    return GIVES_UP.matcher(answer.text()).find();
  }

  private CompletionStage<Analysis> conclude(
      Shortened<LoopResult> ended, AsyncLoop.Running running) {
    LoopResult loop = ended.value();
    Usage usage = loop.usage().plus(ended.lost());
    if (unproved() && !givesUp(loop.last())) {
      return CompletableFuture.completedFuture(new Analysis.NoLesson(notValidated(loop), usage));
    }
    ChatRequest question =
        prompt
            .request(prompt.trajectory().shortened(0))
            .withMessages(loop.messagesBeforeLast())
            .withShape(PatchReply.SHAPE);
    return running
        .call(
            new StructuredChat(new GivenReply(loop.last(), client)).ask(question, new PatchReply()))
        .handleAsync((answer, error) -> outcome(answer, error, usage), executor);
  }

  private Analysis outcome(
      @Nullable Answer<ReadPatch> answer, @Nullable Throwable error, Usage usage) {
    if (answer == null) {
      Throwable cause = Failures.cause(error);
      throw cause instanceof LlmException e ? e.plus(usage) : new CompletionException(cause);
    }
    Usage all = usage.plus(answer.usage());
    if (unproved()) {
      return new Analysis.NoLesson(
          "The analysis gave up: " + what.shown(answer.value().reasoning()), all);
    }
    return what.outcome(
        answer.value(),
        workspace.canEvaluate() ? Verification.VERIFIED : Verification.UNVERIFIED,
        all);
  }

  private String notValidated(LoopResult loop) {
    String tried =
        workspace.evaluations() == 0
            ? "no fix was evaluated"
            : "none of %d evaluated fixes passed".formatted(workspace.evaluations());
    String end =
        switch (loop.end()) {
          case ANSWERED -> "the model answered without one";
          case TURNS -> "the limit of turns was reached";
          case TOKENS -> "the limit of tokens was reached";
          case TIME -> "the limit of time was reached";
        };
    return "No cause of the failure could be validated: " + tried + ", and " + end + ".";
  }
}
