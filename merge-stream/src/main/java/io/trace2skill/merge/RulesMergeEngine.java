// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.Consolidator;
import io.trace2skill.skill.merge.LexicalSimilarity;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.PatchMerger;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The deterministic merge, on one thread of its own because a large window takes seconds. */
public final class RulesMergeEngine implements MergeEngine {

  private final PatchMerger merger = new PatchMerger();
  private final Consolidator consolidator = new Consolidator(new LexicalSimilarity());
  private final ExecutorService executor;

  public RulesMergeEngine() {
    this(
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "rules-merge");
              thread.setDaemon(true);
              return thread;
            }));
  }

  RulesMergeEngine(ExecutorService executor) {
    this.executor = executor;
  }

  @Override
  public CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group) {
    return supplyAsync(() -> EngineAnswer.free(merger.merge(group)), executor);
  }

  @Override
  public CompletionStage<EngineAnswer<ConsolidationResult>> consolidate(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
    return supplyAsync(
        () -> EngineAnswer.free(consolidator.consolidate(root, base, policy)), executor);
  }

  @Override
  public String fingerprint() {
    return "rules/1";
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
