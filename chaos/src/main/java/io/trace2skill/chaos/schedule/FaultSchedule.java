// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Draws faults like cards, so that each kind comes in a campaign of some length. */
public final class FaultSchedule {

  private static final double SPREAD = 0.5;

  private final Random random;
  private final int instances;
  private final int brokers;
  private final Duration session;
  private final Deque<FaultKind> deck = new ArrayDeque<>();

  private FaultSchedule(long seed, int instances, int brokers, Duration session) {
    this.random = new Random(seed);
    this.instances = instances;
    this.brokers = brokers;
    this.session = session;
  }

  /**
   * Draws a schedule: the same arguments, the same schedule.
   *
   * @param length of the campaign; the last fault is before its end
   * @param every mean time between two faults; positive
   * @param instances that can be struck; at least 1
   * @param brokers of the cluster; with fewer than three none is struck
   * @param session time-out of the members, which a pause has to exceed
   */
  public static List<PlannedFault> draw(
      long seed, Duration length, Duration every, int instances, int brokers, Duration session) {
    FaultSchedule schedule = new FaultSchedule(seed, instances, brokers, session);
    List<PlannedFault> faults = new ArrayList<>();
    Duration at = schedule.next(every);
    while (at.compareTo(length) < 0) {
      faults.add(schedule.fault(faults.size() + 1, at));
      at = at.plus(schedule.next(every));
    }
    return faults;
  }

  private PlannedFault fault(int number, Duration at) {
    FaultKind kind = card();
    int targets =
        switch (kind.target()) {
          case INSTANCE -> instances;
          case BROKER -> brokers;
          case MODEL -> 1;
        };
    return new PlannedFault(number, at, kind, random.nextInt(targets), lasts(kind));
  }

  private FaultKind card() {
    if (deck.isEmpty()) {
      deck.addAll(deck());
    }
    return deck.remove();
  }

  private List<FaultKind> deck() {
    List<FaultKind> cards =
        new ArrayList<>(
            Arrays.stream(FaultKind.values())
                .filter(kind -> kind.target() != FaultKind.Target.BROKER || brokers >= 3)
                .flatMap(kind -> Stream.generate(() -> kind).limit(kind.cards()))
                .toList());
    Collections.shuffle(cards, random);
    return cards;
  }

  private Duration lasts(FaultKind kind) {
    Duration little = Duration.ofMillis(random.nextInt(1_000));
    return switch (kind) {
      case KILL, MOVE, TERMINATE, BROKER_RESTART -> little;
      case PAUSE -> session.multipliedBy(3).dividedBy(2).plus(little);
      case JOIN -> Duration.ofSeconds(10).plus(little);
      case DISK_FULL, MODEL_OUTAGE, MODEL_RESTART, BROKER_KILL -> little.plusSeconds(3);
    };
  }

  private Duration next(Duration every) {
    double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
    return Duration.ofMillis(Math.max(1, Math.round(every.toMillis() * factor)));
  }
}
