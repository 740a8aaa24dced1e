// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds or opens the window that an event belongs to. Stream thread only. */
final class WindowAssigner {

  private final WindowPolicies policies;
  private final int fanIn;
  private final SkillStore skills;
  private final WindowStore windows;

  /**
   * @param fanIn B of the merge trees of windows that open from now on
   */
  WindowAssigner(WindowPolicies policies, int fanIn, SkillStore skills, WindowStore windows) {
    this.policies = policies;
    this.fanIn = fanIn;
    this.skills = skills;
    this.windows = windows;
  }

  /**
   * Returns the open window of that event time. When its own window has closed, that is the window
   * which is open now.
   */
  WindowState assign(String skill, Instant eventTime, Instant now) {
    if (size(skill).isEmpty() || skills.isLate(skill, eventTime)) {
      return openNow(skill, now);
    }
    return windows.of(skill).stream()
        .filter(window -> window.getPhase() == WindowPhase.OPEN && covers(window, eventTime))
        .findFirst()
        .orElseGet(() -> open(skill, Optional.of(eventTime), now));
  }

  /** Returns the newest open window; opens one when there is none. */
  WindowState openNow(String skill, Instant now) {
    return newestOpen(skill).orElseGet(() -> open(skill, skills.streamTime(skill), now));
  }

  /** Returns the newest open window; empty when none is open. */
  Optional<WindowState> newestOpen(String skill) {
    return windows.of(skill).stream()
        .filter(window -> window.getPhase() == WindowPhase.OPEN)
        .reduce((older, newer) -> newer);
  }

  /** Returns the window, open again for what comes next; its evidence stays in it. */
  WindowState reopen(WindowState window, Instant now) {
    return bounded(
            size(window.getSkill()),
            WindowState.newBuilder(window)
                .setPhase(WindowPhase.OPEN)
                .setClosedBy(null)
                .setTurn(0)
                .setCommandIds(List.of())
                .setCarried(window.getPatched())
                .setLastActivityAt(now),
            window.getEnd() == null ? Optional.empty() : Optional.of(later(window, now)))
        .build();
  }

  private Instant later(WindowState window, Instant now) {
    return skills
        .streamTime(window.getSkill())
        .filter(time -> !time.isBefore(window.getEnd()))
        .orElse(window.getEnd().isAfter(now) ? window.getEnd() : now);
  }

  private WindowState open(String skill, Optional<Instant> eventTime, Instant now) {
    WindowId id = skills.nextWindow(skill);
    WindowState.Builder window =
        WindowState.newBuilder()
            .setSkill(skill)
            .setWindow(id.number())
            .setPhase(WindowPhase.OPEN)
            .setFanIn(fanIn)
            .setOpenedAt(now)
            .setLastActivityAt(now);
    return bounded(size(skill), window, Optional.of(eventTime.orElse(now))).build();
  }

  private Optional<Duration> size(String skill) {
    return policies.of(skill).size();
  }

  private static WindowState.Builder bounded(
      Optional<Duration> length, WindowState.Builder window, Optional<Instant> eventTime) {
    if (length.isEmpty() || eventTime.isEmpty()) {
      return window;
    }
    Duration size = length.get();
    long start = Math.floorDiv(eventTime.get().toEpochMilli(), size.toMillis()) * size.toMillis();
    return window
        .setStart(Instant.ofEpochMilli(start))
        .setEnd(Instant.ofEpochMilli(start).plus(size));
  }

  private static boolean covers(WindowState window, Instant eventTime) {
    return window.getEnd() != null
        && !eventTime.isBefore(window.getStart())
        && eventTime.isBefore(window.getEnd());
  }
}
