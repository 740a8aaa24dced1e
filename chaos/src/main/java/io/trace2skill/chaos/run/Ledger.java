// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was put in. Thread-safe. */
final class Ledger {

  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final Set<String> unsure = ConcurrentHashMap.newKeySet();
  private final Set<String> garbage = ConcurrentHashMap.newKeySet();

  /** A trajectory is on its way. */
  void sending(String id) {
    unsure.add(id);
  }

  /** The brokers have it. */
  void acknowledged(String id, int partition) {
    sent.put(id, partition);
    unsure.remove(id);
  }

  /** The brokers have a record under that key that cannot be decoded. */
  void garbage(String key) {
    garbage.add(key);
  }

  /** Returns the partition that a trajectory went to. */
  OptionalInt partition(String id) {
    Integer partition = sent.get(id);
    return partition == null ? OptionalInt.empty() : OptionalInt.of(partition);
  }

  Set<String> sent() {
    return Set.copyOf(sent.keySet());
  }

  Set<String> unsure() {
    return Set.copyOf(unsure);
  }

  Set<String> garbage() {
    return Set.copyOf(garbage);
  }
}
