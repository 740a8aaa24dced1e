// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.SkillAssembly.Assembled;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a skill of a set of edits. Places them, resolves conflicts, pairs files with links, makes
 * the edits and puts the reference files in order; and again without the edits that could not be
 * made, and with the guidance elsewhere that SKILL.md has no room for, until nothing changes any
 * more. So an edit never loses against one that is not in the skill.
 */
final class SkillBuild {

  private final SkillDirectory base;
  private final ConsolidationPolicy policy;
  private final SkillValidator validator;

  SkillBuild(SkillDirectory base, ConsolidationPolicy policy) {
    this.base = base;
    this.policy = policy;
    this.validator = new SkillValidator(policy.maxSkillLines(), policy.maxReferenceLines());
  }

  /**
   * Returns the skill that the edits make.
   *
   * @param candidates edits in canonical order
   */
  Attempt attempt(List<Candidate> candidates) {
    Set<MergeKey> overflow = new HashSet<>();
    List<DroppedEdit> failed = new ArrayList<>();
    List<Candidate> left = candidates;
    while (true) {
      Round round = round(left, overflow);
      Set<MergeKey> tooMuch = tooMuch(round, overflow);
      if (!round.failed().isEmpty()) {
        failed.addAll(round.failed());
        left = without(left, round.failed());
      } else if (!tooMuch.isEmpty()) {
        overflow.addAll(tooMuch);
      } else {
        return finish(round, failed, overflow);
      }
    }
  }

  /**
   * One pass over the edits.
   *
   * @param lost losers of conflicts, who may come back when the winner fails
   * @param failed edits that cannot be made, whatever else is
   */
  private record Round(Assembled assembled, List<DroppedEdit> lost, List<DroppedEdit> failed) {}

  private Round round(List<Candidate> candidates, Set<MergeKey> overflow) {
    List<Candidate> placed = new Placement(base, policy.minSupport(), overflow).place(candidates);
    ConflictResolution conflicts = ConflictResolution.of(placed, base);
    LinkPairing pairing = LinkPairing.of(conflicts.kept(), base);
    Assembled assembled = SkillAssembly.assemble(base, pairing.kept(), policy.maxReferenceLines());
    List<DroppedEdit> failed = new ArrayList<>(pairing.dropped());
    failed.addAll(assembled.dropped());
    if (failed.isEmpty()) {
      failed.addAll(LinkPairing.brokenBy(assembled.made(), base, assembled.skill()));
    }
    return new Round(assembled, conflicts.dropped(), failed);
  }

  private static List<Candidate> without(List<Candidate> candidates, List<DroppedEdit> failed) {
    Set<MergeKey> keys =
        failed.stream().map(drop -> MergeKey.of(drop.edit().edit())).collect(Collectors.toSet());
    return candidates.stream().filter(candidate -> !keys.contains(candidate.key())).toList();
  }

  /**
   * Returns the least supported guidance that makes SKILL.md too long; empty if it is not, or if
   * nothing is left to move.
   *
   * @param moved guidance that was to move before; what is still there cannot
   */
  private Set<MergeKey> tooMuch(Round round, Set<MergeKey> moved) {
    long excess = skillLines(round.assembled().skill()) - policy.maxSkillLines();
    List<Candidate> made = round.assembled().made();
    Set<MergeKey> tooMuch = new HashSet<>();
    for (int i = made.size() - 1; i >= 0 && excess > 0; i--) {
      if (Placement.isMovable(made.get(i).edit()) && !moved.contains(made.get(i).key())) {
        tooMuch.add(made.get(i).key());
        excess -= made.get(i).content().lines().count();
      }
    }
    return tooMuch;
  }

  /** Counts as the validator does: the end of the last line starts another one. */
  private static long skillLines(SkillDirectory skill) {
    return skill.file(SkillDirectory.SKILL_MD).orElse("").lines().count() + 1;
  }

  private List<Violation> violations(SkillDirectory skill) {
    return validator.validate(skill, policy.skillName(), base);
  }

  private Attempt finish(Round round, List<DroppedEdit> failed, Set<MergeKey> overflow) {
    Assembled assembled = round.assembled();
    List<String> notes = new ArrayList<>(assembled.notes());
    long rare =
        assembled.made().stream()
            .filter(c -> c.isMoved() && c.support() < policy.minSupport())
            .count();
    if (rare > 0) {
      notes.add(
          rare
              + " lessons went to reference files, because fewer than "
              + policy.minSupport()
              + " trajectories support them.");
    }
    if (!overflow.isEmpty()) {
      notes.add(
          overflow.size()
              + " further lessons, the least supported ones, went to reference files, because SKILL.md may have "
              + policy.maxSkillLines()
              + " lines.");
    }
    return new Attempt(
        assembled.skill(),
        assembled.made(),
        Stream.concat(failed.stream(), round.lost().stream()).toList(),
        notes,
        violations(assembled.skill()));
  }
}
