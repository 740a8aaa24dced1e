// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.Verification;
import io.trace2skill.analyst.llm.Shortening.Shortened;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.async.AsyncLoop;
import io.trace2skill.llm.output.Answer;
import io.trace2skill.llm.output.StructuredChat;
import io.trace2skill.skill.patch.ReadPatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Analyses with one call: successes always, failures when nothing can be looked at or proved. */
final class SingleCall {

  private final AnalystPrompt prompt;
  private final Verification verification;
  private final LlmAnalystSettings settings;
  private final StructuredChat chat;
  private final Executor executor;

  /**
   * @param verification what the patches of this analysis are marked with
   * @param executor for work on large texts and files
   */
  SingleCall(
      AnalystPrompt prompt,
      Verification verification,
      LlmAnalystSettings settings,
      ChatClient client,
      Executor executor) {
    this.prompt = prompt;
    this.verification = verification;
    this.settings = settings;
    this.chat = new StructuredChat(client);
    this.executor = executor;
  }

  CompletionStage<Analysis> start(AnalysisCase what, AsyncLoop.Running running) {
    return running
        .call(
            CompletableFuture.supplyAsync(
                () -> PreparedPrompt.of(prompt, settings, what), executor))
        .thenCompose(prepared -> running.call(ask(prepared)))
        .thenApplyAsync(answer -> outcome(what, answer), executor);
  }

  private CompletableFuture<Shortened<Answer<ReadPatch>>> ask(PreparedPrompt prepared) {
    return Shortening.run(
        prepared.trajectory(),
        prepared.room(),
        rendered ->
            chat.ask(prepared.request(rendered).withShape(PatchReply.SHAPE), new PatchReply()));
  }

  private Analysis outcome(AnalysisCase what, Shortened<Answer<ReadPatch>> answer) {
    return what.outcome(
        answer.value().value(), verification, answer.value().usage().plus(answer.lost()));
  }
}
