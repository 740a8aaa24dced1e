// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.MergedPatch;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What thinks while patches are merged. Called on stream threads, so no method blocks; a stage that
 * fails is retried and then replaced by the deterministic merge.
 */
public interface MergeEngine extends AutoCloseable {

  /**
   * Merges a group of nodes into one.
   *
   * @param group two or more, in the order of the log
   * @return a patch that accounts for every edit of the group
   */
  CompletionStage<EngineAnswer<MergedPatch>> merge(List<MergedPatch> group);

  /**
   * Turns what a whole window proposes into a skill.
   *
   * @param root the root of the window's merge tree
   * @param base the skill that the edits are applied to
   * @param policy limits and thresholds for this skill
   */
  CompletionStage<EngineAnswer<ConsolidationResult>> consolidate(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy);

  /** Returns a name that changes whenever the engine's results may change. */
  String fingerprint();

  /** Releases what the engine owns. */
  @Override
  void close();
}
