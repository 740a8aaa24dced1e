// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import java.util.ArrayList;
import java.util.List;

/**
 * The step at the root of the merge tree: from what all patches propose together to a skill that
 * validates. Pure and deterministic; the order and grouping of what was merged below do not matter.
 */
public final class Consolidator {

  /**
   * Returns the new skill with its account, or why there is none.
   *
   * @param root what the patches of the window propose
   * @param base the skill that the edits are applied to
   */
  public ConsolidationResult consolidate(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
    List<DroppedEdit> dropped = new ArrayList<>(root.dropped());
    for (SourcedEdit edit : root.edits()) {
      dropped.add(
          new DroppedEdit(
              edit,
              DropReason.INVALID,
              "no edit can be applied to " + policy.skillName() + " yet"));
    }
    return new NothingToPublish("no edit can be applied to " + base.digest() + " yet", dropped);
  }
}
