// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.Verification;
import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.workspace.Workspace;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.async.AsyncLoop;
import io.trace2skill.llm.prompt.PromptLibrary;
import io.trace2skill.skill.SkillDirectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Has a model analyse: failures by the error analyst, successes by the success analyst. What the
 * model proposes is checked by code before it becomes a patch.
 *
 * <p>A failed analysis is a {@link io.trace2skill.async.RetryableException} when the endpoint or
 * the disk failed, and otherwise one that trying again does not help: an {@link
 * io.trace2skill.llm.LlmException}, or what a workspace could not be opened for. The usage of calls
 * made in vain is in the {@code LlmException}, which is the exception or its cause.
 */
public final class LlmAnalyst implements Analyst {

  private static final String ENGINE = "llm/1";

  private final LlmAnalystSettings settings;
  private final SingleCall successes;
  private final SingleCall failuresInOneCall;
  private final AgenticErrorAnalysis failures;
  private final String fingerprint;

  /**
   * @param client sends the calls; stays the caller's to close
   * @param settings how to work
   * @param promptOverrides directory with files that replace prompts
   * @param workspaces lays the files of a failed trajectory out; called on the executor
   * @param executor for what takes time on this machine, such as files and long texts; never for
   *     waiting. Stays the caller's to shut down
   * @throws IllegalArgumentException when a prompt that replaces another is malformed
   */
  public LlmAnalyst(
      ChatClient client,
      LlmAnalystSettings settings,
      Optional<Path> promptOverrides,
      Function<? super Trajectory, ? extends Workspace> workspaces,
      Executor executor) {
    this.settings = settings;
    PromptLibrary prompts = PromptLibrary.of(LlmAnalyst.class, promptOverrides);
    AnalystPrompt success = AnalystPrompt.of(prompts, "success-analysis");
    AnalystPrompt agentic = AnalystPrompt.of(prompts, "error-analysis");
    AnalystPrompt single = AnalystPrompt.of(prompts, "error-analysis-single-call");
    this.successes = new SingleCall(success, Verification.NOT_NEEDED, settings, client, executor);
    this.failuresInOneCall =
        new SingleCall(single, Verification.UNVERIFIED, settings, client, executor);
    this.failures =
        new AgenticErrorAnalysis(
            agentic, settings, client, failuresInOneCall, workspaces, executor);
    this.fingerprint = fingerprint(settings, success, agentic, single);
  }

  @Override
  public CompletionStage<Analysis> analyse(Trajectory trajectory, Optional<SkillDirectory> base) {
    OutcomeStatus status = trajectory.getOutcome().getStatus();
    if (status == OutcomeStatus.UNKNOWN) {
      return CompletableFuture.completedFuture(
          new Analysis.NoLesson(
              "Whether the run succeeded is unknown, so that nothing can be concluded from it."));
    }
    AnalysisCase what = new AnalysisCase(trajectory, base);
    return AsyncLoop.run(
        running -> start(what, status, running).thenApply(Optional::of), Failures::forStage);
  }

  private CompletionStage<Analysis> start(
      AnalysisCase what, OutcomeStatus status, AsyncLoop.Running running) {
    if (status == OutcomeStatus.SUCCESS) {
      return successes.start(what, running);
    }
    return settings.errorAnalysis() == ErrorAnalysisMode.SINGLE_CALL
        ? failuresInOneCall.start(what, running)
        : failures.start(what, running);
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  private static String fingerprint(LlmAnalystSettings settings, AnalystPrompt... prompts) {
    CRC32 checksum = new CRC32();
    checksum.update(settings.toString().getBytes(UTF_8));
    String texts =
        Arrays.stream(prompts).map(AnalystPrompt::fingerprint).collect(Collectors.joining(" "));
    return "%s %s %s settings/%08x %s"
        .formatted(
            ENGINE,
            settings.model().model(),
            settings.errorAnalysis().wireName(),
            checksum.getValue(),
            texts);
  }
}
