// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.EvolutionState;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.WindowState;
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

  /** Returns the skill's windows that are not settled, by number. */
  public List<WindowState> windows(String skill) {
    return EvolutionQueries.<WindowState, List<WindowState>>query(
            streams,
            MergeStores.WINDOWS,
            store -> Optional.of(Prefixes.values(store, WindowId.prefix(skill))))
        .orElse(List.of());
  }

  /** Returns the skill's windows that were settled last, oldest first. */
  public List<SettledWindow> settled(String skill) {
    return EvolutionQueries.<EvolutionState, EvolutionState>query(
            streams, MergeStores.EVOLUTIONS, store -> Optional.ofNullable(store.get(skill)))
        .map(EvolutionState::getSettled)
        .orElse(List.of());
  }

  /** Returns the settled window that the order closed or found. */
  public Optional<SettledWindow> settledBy(String skill, String commandId) {
    return settled(skill).stream()
        .filter(window -> commandId.equals(window.getCommandId()))
        .reduce((older, newer) -> newer);
  }

  private static <V, T> Optional<T> query(
      KafkaStreams streams,
      String store,
      Function<ReadOnlyKeyValueStore<String, V>, Optional<T>> read) {
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
