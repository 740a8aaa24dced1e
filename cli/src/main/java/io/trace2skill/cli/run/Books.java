// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.cli.run.EvolveResult.Ending;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What became of the trajectories, as the committed events tell. Events are counted one by one, so
 * that one too many or too few shows. Not thread-safe.
 */
final class Books {

  private final Map<String, Ending> endings = new TreeMap<>();
  private long started;
  private long patched;
  private long noLesson;
  private long failed;

  /** Enters an event of the patches topic. */
  void enter(AnalysisEvent event) {
    switch (event.getKind()) {
      case STARTED -> started++;
      case PATCH_PROPOSED -> {
        patched++;
        end(event, Ending.PATCHED);
      }
      case NO_LESSON -> {
        noLesson++;
        end(event, Ending.NO_LESSON);
      }
      case FAILED -> {
        failed++;
        end(event, Ending.FAILED);
      }
      case UNKNOWN -> {} // a newer version's kind, which is nobody's outcome
    }
  }

  private void end(AnalysisEvent event, String result) {
    String outcome =
        event.getOutcome() == AnalysedOutcome.UNKNOWN
            ? "unknown"
            : event.getOutcome().name().toLowerCase(Locale.ROOT);
    String reason = Objects.requireNonNullElse(event.getReason(), "");
    endings.put(
        event.getTrajectoryId(), new Ending(event.getTrajectoryId(), outcome, result, reason));
  }

  long accepted() {
    return started;
  }

  long ended() {
    return patched + noLesson + failed;
  }

  long pending() {
    return started - ended();
  }

  long patched() {
    return patched;
  }

  long noLesson() {
    return noLesson;
  }

  long failed() {
    return failed;
  }

  /** Returns how many different trajectories have an outcome. */
  int distinctEnded() {
    return endings.size();
  }

  /** Returns what became of each trajectory, by id. */
  List<Ending> endings() {
    return List.copyOf(endings.values());
  }
}
