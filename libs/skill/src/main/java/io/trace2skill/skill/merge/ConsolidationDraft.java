// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.validate.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What edits come to before what does not validate is left out: whoever can mend an edit looks at
 * it first. Get it from a {@link Consolidator}.
 */
public final class ConsolidationDraft {

  private final SkillDirectory base;
  private final SkillBuild build;
  private final List<Candidate> candidates;
  private final List<DroppedEdit> rejected;
  private final Attempt attempt;

  /**
   * @param candidates edits to make, in canonical order
   * @param rejected edits that were given up before
   */
  ConsolidationDraft(
      SkillDirectory base,
      SkillBuild build,
      List<Candidate> candidates,
      List<DroppedEdit> rejected) {
    this.base = base;
    this.build = build;
    this.candidates = List.copyOf(candidates);
    this.rejected = List.copyOf(rejected);
    this.attempt = build.attempt(this.candidates);
  }

  /**
   * An edit that is in the draft.
   *
   * @param proposed the edit as it was proposed
   * @param edit the edit as it was made, perhaps in another file
   */
  public record Made(SourcedEdit proposed, Edit edit) {}

  /** Returns the skill, valid or not. */
  public SkillDirectory skill() {
    return attempt.skill();
  }

  /** Returns what a validator says against the skill; empty when it is valid. */
  public List<Violation> violations() {
    return List.copyOf(attempt.violations());
  }

  /** Returns the edits that are in the skill, in canonical order. */
  public List<Made> made() {
    return attempt.made().stream().map(c -> new Made(c.source().edit(), c.edit())).toList();
  }

  /** Returns the edits that could not be made, and those that were given up below. */
  public List<DroppedEdit> dropped() {
    List<DroppedEdit> dropped = new ArrayList<>(rejected);
    dropped.addAll(attempt.dropped());
    return List.copyOf(dropped);
  }

  /** Returns the new skill, without what does not validate, or why there is none. */
  public ConsolidationResult finish() {
    return new CulpritSearch(build)
        .solve(candidates, attempt)
        .map(this::result)
        .orElseGet(this::invalidBase);
  }

  private ConsolidationResult result(Attempt solved) {
    List<DroppedEdit> dropped = new ArrayList<>(rejected);
    dropped.addAll(solved.dropped());
    if (solved.made().isEmpty()) {
      return new NothingToPublish(
          dropped.isEmpty() ? "no edit was proposed" : "no proposed edit could be made", dropped);
    }
    if (solved.skill().equals(base)) {
      solved
          .made()
          .forEach(c -> dropped.add(c.dropped(DropReason.ALREADY_THERE, "it changes nothing")));
      return new NothingToPublish("the proposed edits change nothing", dropped);
    }
    return new Published(
        new Consolidation(
            solved.skill(),
            solved.made().stream().map(Candidate::applied).toList(),
            dropped,
            solved.notes()));
  }

  private ConsolidationResult invalidBase() {
    List<DroppedEdit> all = new ArrayList<>(rejected);
    candidates.forEach(
        c -> all.add(c.dropped(DropReason.INVALID, "the base does not validate by itself")));
    return new NothingToPublish("the base does not validate by itself", all);
  }
}
