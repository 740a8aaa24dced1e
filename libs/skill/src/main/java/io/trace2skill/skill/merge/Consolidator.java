// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The step at the root of the merge tree: from what all patches propose together to a skill that
 * validates. Pure and deterministic; the order and grouping of what was merged below do not matter.
 */
public final class Consolidator {

  private final Similarity similarity;

  /** Creates a consolidator that recognises lessons without a ground by the given similarity. */
  public Consolidator(Similarity similarity) {
    this.similarity = similarity;
  }

  /**
   * Returns the new skill with its account, or why there is none.
   *
   * @param root what the patches of the window propose
   * @param base the skill that the edits are applied to
   */
  public ConsolidationResult consolidate(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
    MergedPatch canonical = new PatchMerger().merge(List.of(root));
    List<DroppedEdit> dropped = new ArrayList<>(canonical.dropped());
    List<SourcedEdit> applied = new ArrayList<>();
    Map<String, List<String>> sections = new LinkedHashMap<>();
    SimilarityClusters clusters = new SimilarityClusters(similarity, policy.similarityThreshold());
    for (RankedEdit ranked : clusters.join(canonical.edits())) {
      Candidate candidate = Candidate.of(ranked);
      if (candidate.edit().op() == EditOp.APPEND_TO_SECTION) {
        sections
            .computeIfAbsent(
                candidate.edit().targetSection().orElse("## Notes"), s -> new ArrayList<>())
            .add(candidate.content());
        applied.add(candidate.applied());
      } else {
        dropped.add(candidate.dropped(DropReason.UNPLACED, "only appending works yet"));
      }
    }
    if (applied.isEmpty()) {
      return new NothingToPublish("no edit is left to apply", dropped);
    }
    StringBuilder text = new StringBuilder(base.file(SkillDirectory.SKILL_MD).orElse(""));
    sections.forEach(
        (heading, contents) ->
            text.append("\n" + heading + "\n\n" + GuidanceText.join(contents) + "\n"));
    SkillDirectory skill = base.with(SkillDirectory.SKILL_MD, text.toString());
    return new Published(new Consolidation(skill, applied, dropped, List.of()));
  }
}
