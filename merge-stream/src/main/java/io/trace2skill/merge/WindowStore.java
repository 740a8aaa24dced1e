// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.WindowState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueStore;

/** Windows that are not settled, and the analyses that hold them open. Stream thread only. */
final class WindowStore {

  private final KeyValueStore<String, WindowState> windows;
  private final KeyValueStore<String, OutstandingAnalysis> outstanding;

  WindowStore(
      KeyValueStore<String, WindowState> windows,
      KeyValueStore<String, OutstandingAnalysis> outstanding) {
    this.windows = windows;
    this.outstanding = outstanding;
  }

  Optional<WindowState> find(WindowId id) {
    return Optional.ofNullable(windows.get(id.key()));
  }

  /**
   * Returns a window that is there, because something of it is pending.
   *
   * @throws IllegalStateException when it is settled
   */
  WindowState get(WindowId id) {
    return find(id).orElseThrow(() -> new IllegalStateException(id + " is settled already"));
  }

  void put(WindowState window) {
    windows.put(id(window).key(), window);
  }

  void remove(WindowId id) {
    windows.delete(id.key());
  }

  /** Returns the windows of the skill by number. */
  List<WindowState> of(String skill) {
    return Prefixes.values(windows, WindowId.prefix(skill));
  }

  /**
   * Returns the windows of the skill that take no evidence any more, in the order of their turns.
   */
  List<WindowState> inTurn(String skill) {
    return of(skill).stream()
        .filter(window -> window.getTurn() > 0)
        .sorted(Comparator.comparing(WindowState::getTurn))
        .toList();
  }

  /** Returns the turn after those of all windows of the skill. */
  long nextTurn(String skill) {
    return of(skill).stream().mapToLong(WindowState::getTurn).max().orElse(0) + 1;
  }

  /** Returns the windows of all skills of this task. */
  List<WindowState> all() {
    return Prefixes.all(windows);
  }

  void start(OutstandingAnalysis analysis) {
    outstanding.put(key(analysis.getSkill(), analysis.getTrajectoryId()), analysis);
  }

  /** Forgets the analysis and returns it; empty when it is unknown or was given up. */
  Optional<OutstandingAnalysis> finish(String skill, String trajectoryId) {
    return Optional.ofNullable(outstanding.delete(key(skill, trajectoryId)));
  }

  boolean isHeldOpen(WindowId id) {
    return Prefixes.anyMatch(
        outstanding, WindowId.prefix(id.skill()), analysis -> analysis.getWindow() == id.number());
  }

  /** Gives up those analyses; what they say later is late. */
  void giveUp(Predicate<OutstandingAnalysis> hopeless) {
    Prefixes.all(outstanding).stream()
        .filter(hopeless)
        .forEach(analysis -> finish(analysis.getSkill(), analysis.getTrajectoryId()));
  }

  static WindowId id(WindowState window) {
    return new WindowId(window.getSkill(), window.getWindow());
  }

  private static String key(String skill, String trajectoryId) {
    return WindowId.prefix(skill) + trajectoryId;
  }
}
