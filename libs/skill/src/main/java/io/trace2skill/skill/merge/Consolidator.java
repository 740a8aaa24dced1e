// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
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
    return new CulpritSearch(new SkillBuild(base, policy))
        .solve(candidates)
        .map(attempt -> result(attempt, base, dropped))
        .orElseGet(() -> invalidBase(candidates, dropped));
  }

  private static ConsolidationResult result(
      Attempt attempt, SkillDirectory base, List<DroppedEdit> before) {
    List<DroppedEdit> dropped = new ArrayList<>(before);
    dropped.addAll(attempt.dropped());
    if (attempt.made().isEmpty()) {
      return new NothingToPublish(
          dropped.isEmpty() ? "no edit was proposed" : "no proposed edit could be made", dropped);
    }
    if (attempt.skill().equals(base)) {
      attempt
          .made()
          .forEach(c -> dropped.add(c.dropped(DropReason.ALREADY_THERE, "it changes nothing")));
      return new NothingToPublish("the proposed edits change nothing", dropped);
    }
    return new Published(
        new Consolidation(
            attempt.skill(),
            attempt.made().stream().map(Candidate::applied).toList(),
            dropped,
            attempt.notes()));
  }

  private static ConsolidationResult invalidBase(
      List<Candidate> candidates, List<DroppedEdit> dropped) {
    List<DroppedEdit> all = new ArrayList<>(dropped);
    candidates.forEach(
        c -> all.add(c.dropped(DropReason.INVALID, "the base does not validate by itself")));
    return new NothingToPublish("the base does not validate by itself", all);
  }
}
