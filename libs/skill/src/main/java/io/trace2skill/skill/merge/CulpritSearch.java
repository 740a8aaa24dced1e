// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the edits because of which a skill does not validate. Edits join in canonical order; the
 * first with which the skill is invalid is a culprit and is left out. Halving the list finds each
 * culprit in few attempts, and the edits with more support are given the benefit of the doubt.
 */
final class CulpritSearch {

  private final SkillBuild build;

  CulpritSearch(SkillBuild build) {
    this.build = build;
  }

  /**
   * Returns a valid skill with all edits but the culprits, which it lists as dropped; empty when
   * the base is invalid without any edit.
   *
   * @param candidates edits in canonical order
   * @param all the skill that all of them make
   */
  Optional<Attempt> solve(List<Candidate> candidates, Attempt all) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<DroppedEdit> culprits = new ArrayList<>();
    Attempt attempt = all;
    int valid = 0;
    while (!attempt.isValid()) {
      if (valid == 0 && !build.attempt(List.of()).isValid()) {
        return Optional.empty();
      }
      int invalid = left.size();
      String problem = attempt.violations().get(0).toString();
      while (invalid - valid > 1) {
        int middle = (valid + invalid) >>> 1;
        Attempt half = build.attempt(left.subList(0, middle));
        if (half.isValid()) {
          valid = middle;
        } else {
          invalid = middle;
          problem = half.violations().get(0).toString();
        }
      }
      culprits.add(left.remove(invalid - 1).dropped(DropReason.INVALID, problem));
      attempt = build.attempt(left);
    }
    culprits.addAll(attempt.dropped());
    return Optional.of(
        new Attempt(attempt.skill(), attempt.made(), culprits, attempt.notes(), List.of()));
  }
}
