// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step at the root of the merge tree: from what all patches propose together to a skill that
 * validates. Pure and deterministic; the order and grouping of what was merged below do not matter.
 *
 * <p>Edits of forbidden files and old news are dropped, similar lessons without a ground joined,
 * conflicts decided by support, reference files paired with their links, guidance placed by its
 * prevalence, and the edits made. What does not validate is repaired: overflow moves to reference
 * files, and what cannot be repaired is left out. Every proposed edit ends up applied or dropped
 * with a reason.
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
    return draft(root, base, policy).finish();
  }

  /**
   * Returns what the edits come to before what does not validate is left out.
   *
   * @param root what the patches of the window propose
   * @param base the skill that the edits are applied to
   */
  public ConsolidationDraft draft(
      MergedPatch root, SkillDirectory base, ConsolidationPolicy policy) {
    MergedPatch canonical = new PatchMerger().merge(List.of(root));
    List<DroppedEdit> dropped = new ArrayList<>(canonical.dropped());
    List<Candidate> candidates = new ArrayList<>();
    Screening screening = new Screening(base);
    SimilarityClusters clusters = new SimilarityClusters(similarity, policy.similarityThreshold());
    for (RankedEdit edit : clusters.join(canonical.edits())) {
      Candidate candidate = Candidate.of(edit);
      Optional<DroppedEdit> rejected = screening.reject(candidate);
      rejected.ifPresentOrElse(dropped::add, () -> candidates.add(candidate));
    }
    return new ConsolidationDraft(base, new SkillBuild(base, policy), candidates, dropped);
  }
}
