// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.async.AsyncFunction;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.MergedPatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Puts a pending task to the engine, or to the deterministic one when the engine has failed. */
final class MergeFunction implements AsyncFunction<MergeTask, MergeResult> {

  private final MergeConfig config;
  private final MergeEngine engine;
  private final MergeEngine deterministic;

  MergeFunction(MergeConfig config, MergeEngine engine, MergeEngine deterministic) {
    this.config = config;
    this.engine = engine;
    this.deterministic = deterministic;
  }

  @Override
  public CompletionStage<MergeResult> start(MergeTask task) {
    MergeEngine chosen = task.getDeterministic() ? deterministic : engine;
    List<MergedPatch> group = task.getGroup().stream().map(SkillRecords::toMergedPatch).toList();
    return switch (task.getKind()) {
      case MERGE ->
          checked(
              chosen.merge(group),
              merged ->
                  new MergeResult.Merged(
                      ResultCheck.merged(group, merged.value()),
                      merged.usage(),
                      merged.fallbacks()));
      case CONSOLIDATE -> consolidate(chosen, group.get(0), task);
      case UNKNOWN ->
          throw new IllegalStateException("a newer version wrote this task; upgrade first");
    };
  }

  @Override
  public void close() {
    engine.close();
    deterministic.close();
  }

  private CompletionStage<MergeResult> consolidate(
      MergeEngine chosen, MergedPatch root, MergeTask task) {
    SkillDirectory base = SkillRecords.toDirectory(task.getBase());
    ConsolidationPolicy policy = config.consolidationPolicy(task.getSkill());
    return checked(
        chosen.consolidate(root, base, policy),
        result ->
            new MergeResult.Consolidated(
                ResultCheck.consolidated(root, base, policy, result.value()),
                result.usage(),
                result.fallbacks()));
  }

  /** Cancelling what this returns cancels the call, which a derived stage alone would not do. */
  private static <T> CompletionStage<MergeResult> checked(
      CompletionStage<EngineAnswer<T>> call, Function<EngineAnswer<T>, MergeResult> check) {
    CompletableFuture<EngineAnswer<T>> running = call.toCompletableFuture();
    CompletableFuture<MergeResult> checked = running.thenApply(answer -> checked(answer, check));
    return checked.whenComplete(
        (result, failure) -> {
          if (checked.isCancelled()) {
            running.cancel(true);
          }
        });
  }

  /** What a model used up for a result that cannot be used is still used up. */
  private static <T> MergeResult checked(
      EngineAnswer<T> answer, Function<EngineAnswer<T>, MergeResult> check) {
    try {
      return check.apply(answer);
    } catch (IllegalStateException broken) {
      if (answer.usage().equals(Usage.NONE)) {
        throw broken;
      }
      throw new UnusableReplyException(String.valueOf(broken.getMessage()), answer.usage());
    }
  }
}
