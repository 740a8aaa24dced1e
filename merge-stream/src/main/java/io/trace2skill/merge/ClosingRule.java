// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells whether a window closes now, and by what. Pure. */
final class ClosingRule {

  /**
   * The least wall-clock time without an event after which a window whose time is over closes, even
   * though event time does not advance. It keeps a replay of old events in their windows.
   */
  static final Duration QUIET = Duration.ofSeconds(10);

  private final WindowPolicies policies;

  ClosingRule(WindowPolicies policies) {
    this.policies = policies;
  }

  /**
   * Returns what closes the window now: count, size, time or idle; empty when nothing does.
   *
   * @param streamTime latest event time of the skill
   * @param now wall-clock time
   */
  Optional<String> closes(WindowState window, Optional<Instant> streamTime, Instant now) {
    WindowPolicy policy = policies.of(window.getSkill());
    long fresh = window.getPatched() - window.getCarried();
    if (policy.maxPatches().filter(max -> fresh >= max).isPresent()) {
      return Optional.of("count");
    }
    if (fresh > 0 && isFull(window)) {
      return Optional.of("size");
    }
    if (isOver(window, policy.grace(), streamTime, now)) {
      return Optional.of("time");
    }
    Duration quiet = Duration.between(window.getLastActivityAt(), now);
    return policy.idle().filter(idle -> quiet.compareTo(idle) >= 0).map(idle -> "idle");
  }

  /** Returns whether the window holds as much evidence as one window may. */
  static boolean isFull(WindowState window) {
    return window.getEvidenceBytes() >= EvidenceSize.MAX_WINDOW_BYTES;
  }

  private static boolean isOver(
      WindowState window, Duration grace, Optional<Instant> streamTime, Instant now) {
    if (window.getEnd() == null) {
      return false;
    }
    Instant end = window.getEnd().plus(grace);
    boolean overInEventTime = streamTime.filter(time -> !time.isBefore(end)).isPresent();
    Duration needed = grace.compareTo(QUIET) > 0 ? grace : QUIET;
    boolean quiet = !window.getLastActivityAt().plus(needed).isAfter(now);
    return overInEventTime || (quiet && !now.isBefore(end));
  }
}
