// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.merge.EvolutionQueries;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads how the windows of a skill end. */
final class Settlement {

  private final EvolutionQueries queries;
  private final String skill;

  Settlement(EvolutionQueries queries, String skill) {
    this.queries = queries;
    this.skill = skill;
  }

  /** Returns whether everything that the order closed has come to its end. */
  boolean isComplete(String commandId) {
    return queries.settledBy(skill, commandId).isPresent()
        && queries.windows(skill).stream().allMatch(Settlement::isOpen);
  }

  private static boolean isOpen(WindowState window) {
    return window.getPhase() == WindowPhase.OPEN;
  }

  /**
   * Returns the window that ended last, by the order or before it; empty when there never was one.
   *
   * @throws RunFailedException when the window could not be consolidated and keeps its evidence
   */
  Optional<SettledWindow> last() throws RunFailedException {
    Optional<SettledWindow> last =
        queries.settled(skill).stream()
            .filter(window -> window.getSummary().getWindow() > 0)
            .reduce((older, newer) -> newer);
    if (last.isPresent() && !queries.windows(skill).isEmpty()) {
      throw new RunFailedException(String.valueOf(last.get().getReason()));
    }
    return last;
  }

  /** Returns the merges that the newest open window has made so far, by level. */
  List<Integer> merges() {
    return queries.windows(skill).stream()
        .reduce((older, newer) -> newer)
        .map(WindowState::getMergesByLevel)
        .orElse(List.of());
  }

  /**
   * Returns the windows that ended, oldest first: those that made a version as the version tells,
   * and of the others the latest few, which is what is remembered of them.
   */
  List<SettledWindow> windows(List<SkillSnapshot> versions) {
    TreeMap<Long, SettledWindow> windows = new TreeMap<>();
    for (SettledWindow window : queries.settled(skill)) {
      if (window.getSummary().getWindow() > 0) {
        windows.put(window.getSummary().getWindow(), window);
      }
    }
    for (SkillSnapshot version : versions) {
      if (version.getWindow() != null) {
        windows.put(
            version.getWindow().getWindow(),
            SettledWindow.newBuilder()
                .setSkill(skill)
                .setSummary(version.getWindow())
                .setVersion(version.getVersion())
                .build());
      }
    }
    return List.copyOf(windows.values());
  }
}
