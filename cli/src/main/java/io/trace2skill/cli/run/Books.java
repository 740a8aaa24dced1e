// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of the trajectories of a run, as the committed events tell. Events of trajectories
 * that the run did not read are left out. Not thread-safe.
 */
final class Books {

  private final Set<String> accepted = new HashSet<>();
  private final Map<String, AnalysisKind> outcomes = new HashMap<>();
  private final Map<AnalysisKind, Integer> counts = new HashMap<>();
  private int pending;

  /** Enters a trajectory that the topic has taken. */
  void accept(String trajectoryId) {
    if (accepted.add(trajectoryId)) {
      AnalysisKind known = outcomes.get(trajectoryId);
      if (known == null) {
        pending++;
      } else {
        counts.merge(known, 1, Integer::sum);
      }
    }
  }

  /** Enters an event, in the order of its topic. */
  void enter(AnalysisEvent event) {
    AnalysisKind kind = event.getKind();
    boolean isOutcome =
        kind == AnalysisKind.PATCH_PROPOSED
            || kind == AnalysisKind.NO_LESSON
            || kind == AnalysisKind.FAILED;
    if (isOutcome
        && outcomes.putIfAbsent(event.getTrajectoryId(), kind) == null
        && accepted.contains(event.getTrajectoryId())) {
      pending--;
      counts.merge(kind, 1, Integer::sum);
    }
  }

  int accepted() {
    return accepted.size();
  }

  int pending() {
    return pending;
  }

  int patched() {
    return counts.getOrDefault(AnalysisKind.PATCH_PROPOSED, 0);
  }

  int noLesson() {
    return counts.getOrDefault(AnalysisKind.NO_LESSON, 0);
  }

  int failed() {
    return counts.getOrDefault(AnalysisKind.FAILED, 0);
  }
}
