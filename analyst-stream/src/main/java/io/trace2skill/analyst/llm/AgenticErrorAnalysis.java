// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.workspace.Workspace;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.async.AsyncLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Analyses failures in the workspace of their trajectory. What there is decides how:
 *
 * <ul>
 *   <li>A reference, with or without files: the model works with tools, and its proposal counts
 *       only once a fix of the cause passed the evaluator. Without files the fix is an answer in
 *       words.
 *   <li>Files, but no reference: the model works with tools; what it proposes is unverified.
 *   <li>Neither: there is nothing that tools could show, so that one call is made; unverified.
 * </ul>
 */
final class AgenticErrorAnalysis {

  private final AnalystPrompt prompt;
  private final LlmAnalystSettings settings;
  private final ChatClient client;
  private final SingleCall withoutTools;
  private final Function<? super Trajectory, ? extends Workspace> workspaces;
  private final Executor executor;

  AgenticErrorAnalysis(
      AnalystPrompt prompt,
      LlmAnalystSettings settings,
      ChatClient client,
      SingleCall withoutTools,
      Function<? super Trajectory, ? extends Workspace> workspaces,
      Executor executor) {
    this.prompt = prompt;
    this.settings = settings;
    this.client = client;
    this.withoutTools = withoutTools;
    this.workspaces = workspaces;
    this.executor = executor;
  }

  CompletionStage<Analysis> start(AnalysisCase what, AsyncLoop.Running running) {
    return running
        .call(open(what.trajectory()))
        .thenCompose(
            workspace ->
                analyse(what, workspace, running)
                    .whenCompleteAsync((analysis, error) -> workspace.close(), executor));
  }

  /** Whoever gives up meanwhile leaves no workspace behind. */
  private CompletableFuture<Workspace> open(Trajectory trajectory) {
    CompletableFuture<Workspace> opened = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            Workspace workspace = workspaces.apply(trajectory);
            if (!opened.complete(workspace)) {
              workspace.close();
            }
          } catch (RuntimeException e) {
            opened.completeExceptionally(e);
          }
        });
    return opened;
  }

  private CompletionStage<Analysis> analyse(
      AnalysisCase what, Workspace workspace, AsyncLoop.Running running) {
    if (!workspace.canEvaluate() && settings.unverified() == UnverifiedPolicy.DISCARD) {
      return CompletableFuture.completedFuture(
          new Analysis.NoLesson(
              "There is no reference to verify a cause with, and unverified lessons are discarded."));
    }
    if (!workspace.canEvaluate() && !workspace.hasArtifacts()) {
      return withoutTools.start(what, running);
    }
    return running
        .call(
            CompletableFuture.supplyAsync(
                () -> PreparedPrompt.of(prompt, settings, what), executor))
        .thenCompose(
            prepared ->
                new ErrorDialogue(client, what, prepared, workspace, executor).start(running));
  }
}
