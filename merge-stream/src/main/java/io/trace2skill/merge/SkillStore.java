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

/**
 * The versions of each skill, the latest above all, and what is remembered beside it. Stream thread
 * only.
 */
final class SkillStore {

  private static final int COMMANDS_REMEMBERED = 100;

  private final KeyValueStore<String, SkillSnapshot> snapshots;
  private final KeyValueStore<String, SkillSnapshot> versions;
  private final KeyValueStore<String, EvolutionState> evolutions;

  SkillStore(
      KeyValueStore<String, SkillSnapshot> snapshots,
      KeyValueStore<String, SkillSnapshot> versions,
      KeyValueStore<String, EvolutionState> evolutions) {
    this.snapshots = snapshots;
    this.versions = versions;
    this.evolutions = evolutions;
  }

  /** Returns the latest version; empty for a skill that has none or was deleted. */
  Optional<SkillSnapshot> snapshot(String skill) {
    return Optional.ofNullable(snapshots.get(skill));
  }

  /** Returns the number of the latest version, or 0 when the skill has none or was deleted. */
  long version(String skill) {
    return snapshot(skill).map(SkillSnapshot::getVersion).orElse(0L);
  }

  /** Returns the version of that number, also of a skill that was deleted. */
  Optional<SkillSnapshot> version(String skill, long number) {
    return Optional.ofNullable(versions.get(versionKey(skill, number)));
  }

  /** Returns the number given last, or 0; a deletion does not give it back. */
  long lastVersion(String skill) {
    return Math.max(evolution(skill).getLastVersion(), version(skill));
  }

  /** Returns the skill that the next edits are applied to: the latest version, or a draft. */
  SkillDirectory base(String skill) {
    return snapshot(skill)
        .map(snapshot -> SkillRecords.toDirectory(snapshot.getFiles()))
        .orElseGet(() -> SkillDraft.minimal(skill, draftDescription(skill)));
  }

  void publish(SkillSnapshot snapshot) {
    String skill = snapshot.getSkill();
    snapshots.put(skill, snapshot);
    versions.put(versionKey(skill, snapshot.getVersion()), snapshot);
    evolutions.put(
        skill,
        EvolutionState.newBuilder(evolution(skill)).setLastVersion(snapshot.getVersion()).build());
  }

  /** Forgets which version is the latest; the versions stay. */
  void delete(String skill) {
    snapshots.delete(skill);
  }

  /** Returns whether nothing is published for the skill now. */
  boolean isPinned(String skill) {
    return evolution(skill).getPinnedSince() != null;
  }

  void pin(String skill, Instant since) {
    evolutions.put(
        skill, EvolutionState.newBuilder(evolution(skill)).setPinnedSince(since).build());
  }

  void unpin(String skill) {
    evolutions.put(skill, EvolutionState.newBuilder(evolution(skill)).setPinnedSince(null).build());
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

  /** Versions of a skill sort by number. */
  static String versionKey(String skill, long number) {
    return WindowId.prefix(skill) + "%019d".formatted(number);
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
