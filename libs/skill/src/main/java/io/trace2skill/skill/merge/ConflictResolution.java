// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.ConflictDetector;
import io.trace2skill.skill.apply.EditConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of edits that cannot both be made, the one with more support wins, and the key decides between
 * equals. A loser takes nobody with it: what conflicts with a loser only is kept.
 *
 * @param kept the edits that can be made together, in the given order
 * @param dropped the losers, as {@link DropReason#CONFLICT}, naming the winner
 */
record ConflictResolution(List<Candidate> kept, List<DroppedEdit> dropped) {

  /**
   * Resolves the conflicts.
   *
   * @param candidates edits in canonical order
   */
  static ConflictResolution of(List<Candidate> candidates, SkillDirectory base) {
    Map<Integer, List<EditConflict>> against = new HashMap<>();
    new ConflictDetector()
        .conflicts(base, candidates.stream().map(Candidate::edit).toList())
        .forEach(c -> against.computeIfAbsent(c.second(), k -> new ArrayList<>()).add(c));
    boolean[] lost = new boolean[candidates.size()];
    List<Candidate> kept = new ArrayList<>();
    List<DroppedEdit> dropped = new ArrayList<>();
    for (int i = 0; i < lost.length; i++) {
      Candidate candidate = candidates.get(i);
      Optional<EditConflict> defeat =
          against.getOrDefault(i, List.of()).stream().filter(c -> !lost[c.first()]).findFirst();
      lost[i] = defeat.isPresent();
      defeat.ifPresentOrElse(
          c -> dropped.add(candidate.dropped(DropReason.CONFLICT, detail(c, candidates))),
          () -> kept.add(candidate));
    }
    return new ConflictResolution(kept, dropped);
  }

  private static String detail(EditConflict conflict, List<Candidate> candidates) {
    Candidate winner = candidates.get(conflict.first());
    return "lost against "
        + winner.label()
        + ", which "
        + winner.support()
        + (winner.support() == 1 ? " trajectory supports: " : " trajectories support: ")
        + conflict.detail();
  }
}
