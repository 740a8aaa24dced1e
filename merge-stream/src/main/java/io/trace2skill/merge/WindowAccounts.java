// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.WindowPhase;
import io.trace2skill.avro.WindowState;
import io.trace2skill.avro.WindowSummary;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.TrajectoryTable;
import io.trace2skill.skill.merge.DroppedEdit;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of windows that were closed, and so the answers to the orders that closed them or
 * found them closing. Stream thread only.
 */
final class WindowAccounts {

  private final WindowStore windows;
  private final SettledStore settled;
  private final Answers answers;

  WindowAccounts(WindowStore windows, SettledStore settled, Answers answers) {
    this.windows = windows;
    this.settled = settled;
    this.answers = answers;
  }

  /** Settles a window that has become a version. */
  void published(WindowState window, long version) {
    settle(window, account(window, Optional.of(version), Optional.empty(), List.of()));
  }

  /** Settles a window that publishes nothing. */
  void nothing(WindowState window, String reason, List<DroppedEdit> dropped) {
    settle(window, account(window, Optional.empty(), Optional.of(reason), dropped));
  }

  /** Remembers why a window publishes nothing now, while its evidence goes on. */
  void remember(WindowState window, String reason) {
    SettledWindow account = account(window, Optional.empty(), Optional.of(reason), List.of());
    settled.put(account);
    answerOrders(window, account);
  }

  /** Answers an order to close a window when there is none. */
  void noWindow(String skill, String commandId, Instant now) {
    WindowState none =
        WindowState.newBuilder()
            .setSkill(skill)
            .setWindow(0)
            .setPhase(WindowPhase.CLOSING)
            .setOpenedAt(now)
            .setLastActivityAt(now)
            .setClosedBy("command")
            .setCommandIds(List.of(commandId))
            .build();
    remember(none, "no window was open");
  }

  /** Returns what a window held and how it was merged. */
  static WindowSummary summary(WindowState window) {
    return WindowSummary.newBuilder()
        .setWindow(window.getWindow())
        .setOpenedAt(window.getOpenedAt())
        .setClosedBy(Objects.requireNonNullElse(window.getClosedBy(), ""))
        .setPatched(window.getPatched())
        .setNoLesson(window.getNoLesson())
        .setFailed(window.getFailed())
        .setLate(window.getLate())
        .setMergesByLevel(window.getMergesByLevel())
        .setDeterministicFallbacks(window.getDeterministicFallbacks())
        .setUnverified(window.getUnverified())
        .setAnalysisUsage(window.getAnalysisUsage())
        .setMergeUsage(window.getMergeUsage())
        .build();
  }

  private void settle(WindowState window, SettledWindow account) {
    settled.put(account);
    windows.remove(WindowStore.id(window));
    answerOrders(window, account);
  }

  /** An order is answered when the last window that has to answer it does. */
  private void answerOrders(WindowState window, SettledWindow account) {
    List<WindowState> others =
        windows.of(window.getSkill()).stream()
            .filter(other -> other.getWindow() != window.getWindow())
            .toList();
    for (String order : window.getCommandIds()) {
      if (others.stream().noneMatch(other -> other.getCommandIds().contains(order))) {
        answer(order, account);
      }
    }
  }

  /** The account itself counts even when, as one of an old window, it was forgotten at once. */
  private void answer(String order, SettledWindow last) {
    String skill = last.getSkill();
    NavigableSet<Long> versions = new TreeSet<>();
    Stream.concat(settled.of(skill).stream(), Stream.of(last))
        .filter(account -> account.getCommandIds().contains(order))
        .forEach(account -> Optional.ofNullable(account.getVersion()).ifPresent(versions::add));
    if (versions.isEmpty()) {
      answers.unchanged(skill, order, "nothing was published: " + last.getReason());
      return;
    }
    String listed = versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    answers.done(skill, order, Optional.of(versions.last()), "published version " + listed);
  }

  private static SettledWindow account(
      WindowState window,
      Optional<Long> version,
      Optional<String> reason,
      List<DroppedEdit> dropped) {
    TrajectoryTable table = new TrajectoryTable();
    return SettledWindow.newBuilder()
        .setSkill(window.getSkill())
        .setSummary(summary(window))
        .setCommandIds(window.getCommandIds())
        .setVersion(version.orElse(null))
        .setReason(reason.orElse(null))
        .setDropped(dropped.stream().map(d -> SkillRecords.toRecord(d, table)).toList())
        .setTrajectories(List.copyOf(table.ids()))
        .build();
  }
}
