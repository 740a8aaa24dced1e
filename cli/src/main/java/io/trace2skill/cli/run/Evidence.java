// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.merge.EvolutionQueries;
import java.util.List;

/**
 * What the windows of a skill hold.
 *
 * @param outcomes outcomes of analyses that windows have taken so far
 * @param openBytes about how many bytes the open window's merge tree holds
 * @param settled whether nothing is being merged and no window is on its way to its end
 */
public record Evidence(long outcomes, long openBytes, boolean settled) {

  static Evidence of(EvolutionQueries queries, String skill) {
    List<WindowState> windows = queries.windows(skill);
    return new Evidence(
        queries.outcomes(skill),
        windows.stream().mapToLong(WindowState::getEvidenceBytes).sum(),
        windows.stream().allMatch(Evidence::isMerged));
  }

  /** Every full group of an open window becomes a merge; the others wait for the close. */
  private static boolean isMerged(WindowState window) {
    if (window.getPhase() != WindowPhase.OPEN) {
      return false;
    }
    int level = 0;
    for (int nodes = window.getLeaves() / window.getFanIn();
        nodes > 0;
        nodes /= window.getFanIn()) {
      List<Integer> merges = window.getMergesByLevel();
      if (merges.size() <= level || merges.get(level) < nodes) {
        return false;
      }
      level++;
    }
    return true;
  }
}
