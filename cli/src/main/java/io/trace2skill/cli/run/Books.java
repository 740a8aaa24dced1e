// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.cli.run.EvolveResult.Ending;
import io.trace2skill.llm.Usage;
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
  private long unverified;
  private long noLesson;
  private long failed;
  private Usage usage = Usage.NONE;

  /** Enters an event of the patches topic. */
  void enter(AnalysisEvent event) {
    switch (event.getKind()) {
      case STARTED -> started++;
      case PATCH_PROPOSED -> {
        patched++;
        unverified += event.getUnverified() ? 1 : 0;
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
    Usage used = Usages.of(event.getUsage());
    usage = usage.plus(used);
    endings.put(
        event.getTrajectoryId(),
        new Ending(event.getTrajectoryId(), outcome, result, reason, event.getUnverified(), used));
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

  /** Returns how many of the patched name a cause that could not be checked. */
  long unverified() {
    return unverified;
  }

  /** Returns what all analyses used up. */
  Usage usage() {
    return usage;
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
