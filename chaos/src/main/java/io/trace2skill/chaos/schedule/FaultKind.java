// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.schedule;

/** What a campaign does to a deployment. */
public enum FaultKind {
  /** SIGKILL of an instance, which starts again on its state directory. */
  KILL(Target.INSTANCE, true, 8),
  /** SIGKILL of an instance, which starts again on an empty directory: another host. */
  MOVE(Target.INSTANCE, true, 3),
  /** SIGTERM of an instance, which starts again. */
  TERMINATE(Target.INSTANCE, false, 2),
  /** SIGSTOP of an instance for longer than its session, then SIGCONT: a zombie. */
  PAUSE(Target.INSTANCE, false, 1),
  /** One more instance for a while: two rebalances. */
  JOIN(Target.INSTANCE, false, 1),
  /** No space is left on the device of an instance's state directory, for a while. */
  DISK_FULL(Target.INSTANCE, false, 1),
  /** SIGKILL of a broker, which starts again on its directory. */
  BROKER_KILL(Target.BROKER, true, 1),
  /** SIGTERM of a broker, which starts again. */
  BROKER_RESTART(Target.BROKER, false, 1),
  /** The model's endpoint resets every connection for a while. */
  MODEL_OUTAGE(Target.MODEL, false, 1),
  /** The model's endpoint stops, and listens again after a while. */
  MODEL_RESTART(Target.MODEL, false, 1);

  /** What a fault strikes. */
  public enum Target {
    INSTANCE,
    BROKER,
    MODEL
  }

  private final Target target;
  private final boolean kills;
  private final int cards;

  FaultKind(Target target, boolean kills, int cards) {
    this.target = target;
    this.kills = kills;
    this.cards = cards;
  }

  /** Returns what it strikes. */
  public Target target() {
    return target;
  }

  /** Whether a process gets SIGKILL. */
  public boolean kills() {
    return kills;
  }

  /** Returns how often it comes in one deck of the schedule. */
  int cards() {
    return cards;
  }
}
