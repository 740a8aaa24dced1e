// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import java.time.Duration;
import java.util.Optional;

/**
 * When a window of evidence opens and closes. Beside these rules, a command closes it, and so does
 * evidence that is as large as one window may hold.
 *
 * @param size length of a window in event time, aligned to the epoch; empty for a window that only
 *     the other rules close
 * @param grace how long after its end, in event time, a window still takes what belongs to it; zero
 *     or more
 * @param idle closes a window after so long without an event, in wall-clock time; above zero
 * @param maxPatches closes a window when it has so many patches; at least 1
 * @param minEvidence patches below which a window publishes nothing and carries over; at least 1
 * @param analysisTimeout how long an analysis that has started may hold its window open; above zero
 */
public record WindowPolicy(
    Optional<Duration> size,
    Duration grace,
    Optional<Duration> idle,
    Optional<Integer> maxPatches,
    int minEvidence,
    Duration analysisTimeout) {

  public WindowPolicy {
    if (minEvidence < 1 || maxPatches.filter(n -> n < 1).isPresent()) {
      throw new IllegalArgumentException("evidence is counted from 1");
    }
    if (grace.isNegative() || size.filter(d -> d.toMillis() < 1).isPresent()) {
      throw new IllegalArgumentException("a window needs a size above zero and a grace from zero");
    }
    if (analysisTimeout.toMillis() < 1 || idle.filter(d -> d.toMillis() < 1).isPresent()) {
      throw new IllegalArgumentException("an idle gap and the analyses' timeout are above zero");
    }
  }

  /** Returns the policy of a window that only a command closes. */
  public static WindowPolicy untilCommand() {
    return new WindowPolicy(
        Optional.empty(),
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        1,
        Duration.ofHours(1));
  }

  /** Returns this policy with another time that an analysis may hold its window open. */
  public WindowPolicy withAnalysisTimeout(Duration timeout) {
    return new WindowPolicy(size, grace, idle, maxPatches, minEvidence, timeout);
  }
}
