// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.EvolutionState;
import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Read-only views of the skills that this instance holds, for progress displays and APIs. They may
 * be ahead of what is committed, and are empty while partitions move. Thread-safe.
 */
public final class EvolutionQueries {

  private final KafkaStreams streams;

  EvolutionQueries(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * A window that is not settled.
   *
   * @param window its state
   * @param heldOpenBy the analyses that it waits for, the one that started first at the head
   */
  public record WindowInProgress(WindowState window, List<OutstandingAnalysis> heldOpenBy) {
    public WindowInProgress {
      heldOpenBy = List.copyOf(heldOpenBy);
    }
  }

  /** Returns the skill as it was published last; empty when it never was, or was deleted since. */
  public Optional<SkillSnapshot> skill(String skill) {
    return value(MergeStores.SNAPSHOTS, skill);
  }

  /** Returns all versions of the skill by number, also when it was deleted. */
  public List<SkillSnapshot> versions(String skill) {
    return values(MergeStores.VERSIONS, skill);
  }

  /** Returns the version of that number, also when the skill was deleted. */
  public Optional<SkillSnapshot> version(String skill, long number) {
    return value(MergeStores.VERSIONS, SkillStore.versionKey(skill, number));
  }

  /** Returns since when nothing is published for the skill; empty when it is not pinned. */
  public Optional<Instant> pinnedSince(String skill) {
    Optional<EvolutionState> evolution = value(MergeStores.EVOLUTIONS, skill);
    return evolution.flatMap(state -> Optional.ofNullable(state.getPinnedSince()));
  }

  /** Returns the skill's windows that are not settled, by number, and what holds them open. */
  public List<WindowInProgress> inProgress(String skill) {
    List<OutstandingAnalysis> analyses = outstanding(skill);
    return windows(skill).stream()
        .map(window -> new WindowInProgress(window, holding(window, analyses)))
        .toList();
  }

  private static List<OutstandingAnalysis> holding(
      WindowState window, List<OutstandingAnalysis> analyses) {
    return analyses.stream()
        .filter(analysis -> analysis.getWindow() == window.getWindow())
        .sorted(Comparator.comparing(OutstandingAnalysis::getStartedAt))
        .toList();
  }

  /**
   * Returns how many outcomes of analyses the skill's windows have taken so far. Who knows how many
   * there are can tell by it when an order to close the window will cover them all.
   */
  public long outcomes(String skill) {
    Optional<EvolutionState> evolution = value(MergeStores.EVOLUTIONS, skill);
    return evolution.map(EvolutionState::getOutcomes).orElse(0L);
  }

  /** Returns the analyses of the skill that have started and hold their windows open. */
  public List<OutstandingAnalysis> outstanding(String skill) {
    return values(MergeStores.OUTSTANDING, skill);
  }

  /** Returns the skill's windows that are not settled, by number. */
  public List<WindowState> windows(String skill) {
    return values(MergeStores.WINDOWS, skill);
  }

  /**
   * Returns what became of the skill's windows that were closed last, by number. A window that did
   * not have enough evidence is among them and goes on. The number 0 stands for an order that found
   * no window.
   */
  public List<SettledWindow> settled(String skill) {
    return values(MergeStores.SETTLED, skill);
  }

  /**
   * Returns the newest of the windows that the order closed or found closing; empty until all of
   * them are settled. Its version may not be committed yet.
   */
  public Optional<SettledWindow> settledBy(String skill, String commandId) {
    if (answers(skill, commandId).isEmpty()
        || windows(skill).stream().anyMatch(w -> w.getCommandIds().contains(commandId))) {
      return Optional.empty();
    }
    return answers(skill, commandId).stream().reduce((older, newer) -> newer);
  }

  private List<SettledWindow> answers(String skill, String commandId) {
    return settled(skill).stream().filter(w -> w.getCommandIds().contains(commandId)).toList();
  }

  private <V> Optional<V> value(String store, String key) {
    return this.<V, V>query(store, found -> Optional.ofNullable(found.get(key)));
  }

  private <V> List<V> values(String store, String skill) {
    return this.<V, List<V>>query(
            store, found -> Optional.of(Prefixes.values(found, WindowId.prefix(skill))))
        .orElse(List.of());
  }

  private <V, T> Optional<T> query(
      String store, Function<ReadOnlyKeyValueStore<String, V>, Optional<T>> read) {
    try {
      return read.apply(
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  store, QueryableStoreTypes.<String, V>keyValueStore())));
    } catch (InvalidStateStoreException e) {
      return Optional.empty(); // starting, or the partition is on its way to another instance
    }
  }
}
