// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.llm.Usage;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.MergedPatch;

/** What the engine answered to a task. */
sealed interface MergeResult {

  /** Returns what calls of a model it took. */
  Usage usage();

  /** Returns how many parts of the task the deterministic merge did for the engine. */
  int fallbacks();

  record Merged(MergedPatch patch, Usage usage, int fallbacks) implements MergeResult {}

  record Consolidated(ConsolidationResult result, Usage usage, int fallbacks)
      implements MergeResult {}
}
