// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the entries of a store whose keys begin alike. */
final class Prefixes {

  private Prefixes() {}

  static <V> List<KeyValue<String, V>> entries(
      ReadOnlyKeyValueStore<String, V> store, String prefix) {
    return list(store.prefixScan(prefix, new StringSerializer()));
  }

  static <V> List<V> all(ReadOnlyKeyValueStore<String, V> store) {
    return list(store.all()).stream().map(entry -> entry.value).toList();
  }

  static <V> List<V> values(ReadOnlyKeyValueStore<String, V> store, String prefix) {
    return entries(store, prefix).stream().map(entry -> entry.value).toList();
  }

  /** Looks no further than to the first that matches. */
  static <V> boolean anyMatch(
      ReadOnlyKeyValueStore<String, V> store, String prefix, Predicate<V> wanted) {
    try (KeyValueIterator<String, V> found = store.prefixScan(prefix, new StringSerializer())) {
      while (found.hasNext()) {
        if (wanted.test(found.next().value)) {
          return true;
        }
      }
      return false;
    }
  }

  private static <V> List<KeyValue<String, V>> list(KeyValueIterator<String, V> iterator) {
    List<KeyValue<String, V>> entries = new ArrayList<>();
    try (KeyValueIterator<String, V> found = iterator) {
      found.forEachRemaining(entries::add);
    }
    return entries;
  }
}
