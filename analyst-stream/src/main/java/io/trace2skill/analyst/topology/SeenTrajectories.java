// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which trajectories were accepted, for a while. A window store, because that forgets
 * whole segments at no cost; times are those of the wall clock at acceptance, so that replaying old
 * trajectories does not make them forgotten. The latest mark of a trajectory counts. Stream thread
 * only.
 */
final class SeenTrajectories {

  static final String STORE = "accepted";
  private static final byte[] ACCEPTED = {1};
  private static final byte[] FAILED = {2};

  private final WindowStore<String, byte[]> store;
  private final Duration retention;

  SeenTrajectories(ProcessingContext context, Duration retention) {
    this.store = context.getStateStore(STORE);
    this.retention = retention;
  }

  static StoreBuilder<WindowStore<String, byte[]>> store(Duration retention) {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(STORE, retention, Duration.ofMillis(1), false),
            Serdes.String(),
            Serdes.ByteArray())
        .withCachingDisabled();
  }

  /**
   * Remembers the trajectory and returns whether it is to be analysed: it is new, or it is tried
   * again after its analysis failed. The same trajectory may be evidence for several skills.
   *
   * @param again whether an operator asks for another try
   */
  boolean remember(String skill, String trajectoryId, boolean again, long nowMs) {
    String key = key(skill, trajectoryId);
    KeyValue<Long, byte[]> before = latest(key, nowMs);
    if (before != null && !(again && Arrays.equals(before.value, FAILED))) {
      return false;
    }
    put(key, ACCEPTED, before, nowMs);
    return true;
  }

  /** Remembers that the analysis of an accepted trajectory failed for good. */
  void failed(String skill, String trajectoryId, long nowMs) {
    String key = key(skill, trajectoryId);
    put(key, FAILED, latest(key, nowMs), nowMs);
  }

  private static String key(String skill, String trajectoryId) {
    return skill + '\0' + trajectoryId;
  }

  /** Another host's clock, before a task moved here, may have been ahead of ours. */
  private @Nullable KeyValue<Long, byte[]> latest(String key, long nowMs) {
    Instant now = Instant.ofEpochMilli(nowMs);
    KeyValue<Long, byte[]> latest = null;
    try (WindowStoreIterator<byte[]> marks =
        store.fetch(key, now.minus(retention), now.plus(retention))) {
      while (marks.hasNext()) {
        latest = marks.next();
      }
    }
    return latest;
  }

  private void put(String key, byte[] mark, @Nullable KeyValue<Long, byte[]> before, long nowMs) {
    store.put(key, mark, before == null ? nowMs : Math.max(nowMs, before.key));
  }
}
