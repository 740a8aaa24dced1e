// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.cli.run.EvolveSettings;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to evolve again, from what.
 *
 * @param evolution name of the evolution
 * @param learning how it learns; its inputs do not matter
 * @param source the log that is replayed
 * @param range event times that are replayed
 * @param rate records that are copied in a second at most; at least 1
 */
public record ReplaySettings(
    String evolution, EvolveSettings learning, ReplaySource source, TimeRange range, int rate) {

  public ReplaySettings {
    EvolutionNames.problem(evolution)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    if (rate < 1) {
      throw new IllegalArgumentException("the rate must be at least 1: " + rate);
    }
  }

  /** Returns what has to be the same whenever the evolution goes on: option to value. */
  SortedMap<String, String> identity() {
    SortedMap<String, String> identity = new TreeMap<>(learning.identity());
    identity.put("from-topic", source.wireName());
    identity.put("from", text(range.from()));
    identity.put("to", text(range.to()));
    return identity;
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("not set");
  }
}
