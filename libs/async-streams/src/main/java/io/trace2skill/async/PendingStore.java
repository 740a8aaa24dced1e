// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The store of pending requests: persistent, logged, not cached, its changelog compacted early. */
final class PendingStore {

  /** What Kafka adds to a record that is alone in its batch, generously. */
  private static final int FRAMING_BYTES = 256;

  /**
   * A day, as Kafka has it. An instance that comes back with older local state, or still restores,
   * has to see the deletions: what it takes for pending would be called and completed again.
   */
  private static final String DELETE_RETENTION_MS = "86400000";

  private PendingStore() {}

  static <Q> StoreBuilder<KeyValueStore<Long, PendingRequest<Q>>> builder(
      String stage, Serde<Q> requests, int maxMessageBytes) {
    PendingRequestSerde<Q> pending = new PendingRequestSerde<>(requests);
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(stage + "-pending"),
            Serdes.Long(),
            Serdes.serdeFrom(
                limited(pending.serializer(), stage, maxMessageBytes), pending.deserializer()))
        .withCachingDisabled()
        .withLoggingEnabled(changelogSettings(maxMessageBytes));
  }

  private static <T> Serializer<T> limited(
      Serializer<T> serializer, String stage, int maxMessageBytes) {
    return (topic, request) -> {
      byte @Nullable [] bytes = serializer.serialize(topic, request);
      if (bytes != null && bytes.length > maxMessageBytes - FRAMING_BYTES) {
        throw new RecordTooLargeException(
            "a request of stage %s has %d bytes and its changelog takes %d; raise maxMessageBytes"
                .formatted(stage, bytes.length, maxMessageBytes));
      }
      return bytes;
    };
  }

  /** The active segment of a topic is never compacted, so segments must be small and end soon. */
  private static Map<String, String> changelogSettings(int maxMessageBytes) {
    return Map.of(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(maxMessageBytes),
        TopicConfig.SEGMENT_BYTES_CONFIG,
        Integer.toString(Math.max(8 << 20, maxMessageBytes)),
        TopicConfig.SEGMENT_MS_CONFIG,
        "10000",
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
        "0.01",
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
        "10000",
        TopicConfig.DELETE_RETENTION_MS_CONFIG,
        DELETE_RETENTION_MS);
  }
}
