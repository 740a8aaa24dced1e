// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.EvolutionState;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The latest snapshot of each skill and what is remembered beside it. Stream thread only. */
final class SkillStore {

  private static final int COMMANDS_REMEMBERED = 100;

  private final KeyValueStore<String, SkillSnapshot> snapshots;
  private final KeyValueStore<String, EvolutionState> evolutions;

  SkillStore(
      KeyValueStore<String, SkillSnapshot> snapshots,
      KeyValueStore<String, EvolutionState> evolutions) {
    this.snapshots = snapshots;
    this.evolutions = evolutions;
  }

  Optional<SkillSnapshot> snapshot(String skill) {
    return Optional.ofNullable(snapshots.get(skill));
  }

  /** Returns the latest version, or 0 when the skill has none. */
  long version(String skill) {
    return snapshot(skill).map(SkillSnapshot::getVersion).orElse(0L);
  }

  /** Returns the skill that the next edits are applied to: the latest version, or a draft. */
  SkillDirectory base(String skill) {
    return snapshot(skill)
        .map(snapshot -> SkillRecords.toDirectory(snapshot.getFiles()))
        .orElseGet(() -> SkillDraft.minimal(skill, draftDescription(skill)));
  }

  void publish(SkillSnapshot snapshot) {
    snapshots.put(snapshot.getSkill(), snapshot);
  }

  /** Takes the next number for a window of the skill. */
  WindowId nextWindow(String skill) {
    EvolutionState state = evolution(skill);
    evolutions.put(
        skill, EvolutionState.newBuilder(state).setNextWindow(state.getNextWindow() + 1).build());
    return new WindowId(skill, state.getNextWindow());
  }

  Optional<Instant> streamTime(String skill) {
    return Optional.ofNullable(evolution(skill).getStreamTime());
  }

  void advanceStreamTime(String skill, Instant eventTime) {
    if (streamTime(skill).filter(known -> !known.isBefore(eventTime)).isEmpty()) {
      evolutions.put(
          skill, EvolutionState.newBuilder(evolution(skill)).setStreamTime(eventTime).build());
    }
  }

  /** Returns whether the event time belongs to a window that has closed by time. */
  boolean isLate(String skill, Instant eventTime) {
    Instant lateBefore = evolution(skill).getLateBefore();
    return lateBefore != null && eventTime.isBefore(lateBefore);
  }

  void advanceLateBefore(String skill, Instant end) {
    if (!isLate(skill, end)) {
      evolutions.put(skill, EvolutionState.newBuilder(evolution(skill)).setLateBefore(end).build());
    }
  }

  /** Remembers the order and returns whether it is new. */
  boolean isNewCommand(String skill, String commandId) {
    EvolutionState state = evolution(skill);
    if (state.getRecentCommands().contains(commandId)) {
      return false;
    }
    List<String> recent = appended(state.getRecentCommands(), commandId);
    evolutions.put(skill, EvolutionState.newBuilder(state).setRecentCommands(recent).build());
    return true;
  }

  /** Counts an outcome that a window has taken. */
  void countOutcome(String skill) {
    EvolutionState state = evolution(skill);
    evolutions.put(
        skill, EvolutionState.newBuilder(state).setOutcomes(state.getOutcomes() + 1).build());
  }

  private EvolutionState evolution(String skill) {
    EvolutionState known = evolutions.get(skill);
    return known == null ? EvolutionState.newBuilder().setSkill(skill).build() : known;
  }

  private static String draftDescription(String skill) {
    return "Lessons for %s, distilled from recorded runs. Read it before work of this kind."
        .formatted(skill.replace('-', ' '));
  }

  private static List<String> appended(List<String> commandIds, String last) {
    List<String> copy = new ArrayList<>(commandIds);
    copy.add(last);
    return copy.subList(Math.max(0, copy.size() - COMMANDS_REMEMBERED), copy.size());
  }
}
