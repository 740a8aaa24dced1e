// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.async.AsyncFunction;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.patch.EditId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

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
          chosen.merge(group).thenApply(merged -> new MergeResult.Merged(checked(group, merged)));
      case CONSOLIDATE ->
          chosen
              .consolidate(
                  group.get(0),
                  SkillRecords.toDirectory(task.getBase()),
                  config.consolidationPolicy(task.getSkill()))
              .thenApply(MergeResult.Consolidated::new);
      case UNKNOWN ->
          throw new IllegalStateException("a newer version wrote this task; upgrade first");
    };
  }

  @Override
  public void close() {
    engine.close();
    deterministic.close();
  }

  /** An engine that loses an edit has failed, whatever else it says. */
  private static MergedPatch checked(List<MergedPatch> group, MergedPatch merged) {
    SortedSet<EditId> expected = new TreeSet<>();
    group.forEach(patch -> expected.addAll(patch.accountedFor()));
    if (!merged.accountedFor().equals(expected)) {
      throw new IllegalStateException("the engine's merge does not account for every edit");
    }
    return merged;
  }
}
