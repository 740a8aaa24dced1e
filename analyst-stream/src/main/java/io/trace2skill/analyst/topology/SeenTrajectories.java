// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Remembers which trajectories were accepted, for a while. A window store, because that forgets
 * whole segments at no cost; times are those of the wall clock at acceptance, so that replaying old
 * trajectories does not make them forgotten. Stream thread only.
 */
final class SeenTrajectories {

  static final String STORE = "accepted";
  private static final byte[] MARK = {1};

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
   * Remembers the trajectory and returns whether it is new. The same trajectory may be evidence for
   * several skills.
   */
  boolean remember(String skill, String trajectoryId, long nowMs) {
    String key = skill + '\0' + trajectoryId;
    Instant now = Instant.ofEpochMilli(nowMs);
    // Another host's clock, before a task moved here, may have been ahead of ours.
    try (WindowStoreIterator<byte[]> before =
        store.fetch(key, now.minus(retention), now.plus(retention))) {
      if (before.hasNext()) {
        return false;
      }
    }
    store.put(key, MARK, nowMs);
    return true;
  }
}
