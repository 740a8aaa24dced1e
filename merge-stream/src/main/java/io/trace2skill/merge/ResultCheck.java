// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds engines to what is promised whatever they do: no edit vanishes, and no invalid skill is
 * published. An engine that breaks it has failed. Pure.
 */
final class ResultCheck {

  private ResultCheck() {}

  /**
   * Returns the merge of the group.
   *
   * @throws IllegalStateException when it does not account for every edit, each once
   */
  static MergedPatch merged(List<MergedPatch> group, MergedPatch merged) {
    requireAccount(group, merged.edits(), merged.dropped());
    return merged;
  }

  /**
   * Returns the result of a consolidation.
   *
   * @throws IllegalStateException when it does not account for every edit, or when the skill, or
   *     the base of an unchanged one, is invalid or too large
   */
  static ConsolidationResult consolidated(
      MergedPatch root,
      SkillDirectory base,
      ConsolidationPolicy policy,
      ConsolidationResult result) {
    if (result instanceof Published published) {
      requireAccount(
          List.of(root), published.consolidation().applied(), published.consolidation().dropped());
      requireValid(published.consolidation().skill(), base, policy);
    } else if (result instanceof NothingToPublish nothing) {
      requireValid(base, base, policy);
      requireAccount(List.of(root), List.of(), nothing.dropped());
    }
    return result;
  }

  private static void requireAccount(
      List<MergedPatch> proposed, List<SourcedEdit> kept, List<DroppedEdit> dropped) {
    Set<EditId> expected = new HashSet<>();
    proposed.forEach(patch -> expected.addAll(patch.accountedFor()));
    Set<EditId> found = new HashSet<>();
    kept.forEach(edit -> found.addAll(edit.sources()));
    Set<EditId> given = new HashSet<>();
    dropped.forEach(drop -> given.addAll(drop.edit().sources()));
    boolean once = found.stream().noneMatch(given::contains);
    found.addAll(given);
    if (!once || !found.equals(expected)) {
      throw new IllegalStateException(
          "the engine does not account for every edit, each as kept or as dropped");
    }
  }

  private static void requireValid(
      SkillDirectory skill, SkillDirectory base, ConsolidationPolicy policy) {
    SkillValidator validator =
        new SkillValidator(policy.maxSkillLines(), policy.maxReferenceLines());
    List<Violation> violations = validator.validate(skill, policy.skillName(), base);
    if (!violations.isEmpty()) {
      throw new IllegalStateException(
          "the skill is not valid: "
              + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    }
    if (EvidenceSize.of(skill) > EvidenceSize.MAX_SKILL_BYTES) {
      throw new IllegalStateException(
          "the skill has %d bytes, more than the %d that can be published; register a shorter base"
              .formatted(EvidenceSize.of(skill), EvidenceSize.MAX_SKILL_BYTES));
    }
  }
}
