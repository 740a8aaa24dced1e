// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.llm.Usage;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.MergedPatch;

/** What the engine answered to a task. */
sealed interface MergeResult {

  /** Returns what calls of a model it took. */
  Usage usage();

  record Merged(MergedPatch patch, Usage usage) implements MergeResult {}

  record Consolidated(ConsolidationResult result, Usage usage) implements MergeResult {}
}
