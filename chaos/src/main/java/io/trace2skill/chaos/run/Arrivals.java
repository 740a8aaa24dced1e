// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** When committed results came into sight, by the task that they came from. Thread-safe. */
final class Arrivals {

  private static final Duration RECENT = Duration.ofSeconds(10);

  /** What was committed just before a fault may be seen just after it. */
  private static final Duration OLD_NEWS = Duration.ofMillis(250);

  private record Arrival(Instant at, Lane lane) {}

  /**
   * Where results come from.
   *
   * @param partition of the input that the task reads
   */
  record Lane(Role role, int partition) {}

  private final List<Arrival> all = new ArrayList<>();

  synchronized void add(Instant at, Lane lane) {
    all.add(new Arrival(at, lane));
  }

  synchronized long count(Role role) {
    return all.stream().filter(arrival -> arrival.lane().role() == role).count();
  }

  /** Returns the longest time without any result of the role between the two times. */
  synchronized Duration longestGap(Role role, Instant from, Instant to) {
    Duration longest = Duration.ZERO;
    Instant last = from;
    for (Arrival arrival : all) {
      if (arrival.lane().role() == role && inside(arrival.at(), from, to)) {
        longest = longer(longest, Duration.between(last, arrival.at()));
        last = arrival.at();
      }
    }
    return longer(longest, Duration.between(last, to));
  }

  /**
   * Returns how long after a fault each task that was at work had a new result in sight.
   *
   * @param struck which roles count
   * @return the time of the slowest; empty when one never had any, or none was at work
   */
  synchronized Optional<Duration> recovery(Instant fault, Predicate<Role> struck) {
    Set<Lane> waiting =
        all.stream()
            .filter(arrival -> struck.test(arrival.lane().role()))
            .filter(arrival -> inside(arrival.at(), fault.minus(RECENT), fault))
            .map(Arrival::lane)
            .collect(Collectors.toSet());
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    for (Arrival arrival : all) {
      if (arrival.at().isAfter(fault.plus(OLD_NEWS)) && waiting.remove(arrival.lane())) {
        if (waiting.isEmpty()) {
          return Optional.of(Duration.between(fault, arrival.at()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean inside(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
