// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.MergedPatch;

/** What the engine answered to a task. */
sealed interface MergeResult {

  record Merged(MergedPatch patch) implements MergeResult {}

  record Consolidated(ConsolidationResult result) implements MergeResult {}
}
