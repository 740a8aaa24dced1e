// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.EvolutionState;
import io.trace2skill.avro.MergedPatchRecord;
import io.trace2skill.avro.OutstandingAnalysis;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowState;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state stores of the merge stream by name. */
final class MergeStores {

  static final String SNAPSHOTS = "snapshots";
  static final String VERSIONS = "versions";
  static final String EVOLUTIONS = "evolutions";
  static final String WINDOWS = "windows";
  static final String OUTSTANDING = "outstanding";
  static final String NODES = "nodes";
  static final String SETTLED = "settled";

  /** A day: an instance that comes back with older local state has to see what was deleted. */
  private static final String DELETE_RETENTION_MS = "86400000";

  private MergeStores() {}

  static List<StoreBuilder<?>> builders(SchemaRegistry registry) {
    return List.of(
        builder(SNAPSHOTS, SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry),
        versions(registry),
        builder(EVOLUTIONS, EvolutionState.class, EvolutionState.getClassSchema(), registry),
        builder(WINDOWS, WindowState.class, WindowState.getClassSchema(), registry),
        builder(
            OUTSTANDING, OutstandingAnalysis.class, OutstandingAnalysis.getClassSchema(), registry),
        builder(NODES, MergedPatchRecord.class, MergedPatchRecord.getClassSchema(), registry),
        builder(SETTLED, SettledWindow.class, SettledWindow.getClassSchema(), registry));
  }

  static SkillStore skills(ProcessorContext<?, ?> context) {
    KeyValueStore<String, SkillSnapshot> snapshots = context.getStateStore(SNAPSHOTS);
    KeyValueStore<String, SkillSnapshot> versions = context.getStateStore(VERSIONS);
    KeyValueStore<String, EvolutionState> evolutions = context.getStateStore(EVOLUTIONS);
    return new SkillStore(snapshots, versions, evolutions);
  }

  static WindowStore windows(ProcessorContext<?, ?> context) {
    KeyValueStore<String, WindowState> windows = context.getStateStore(WINDOWS);
    KeyValueStore<String, OutstandingAnalysis> outstanding = context.getStateStore(OUTSTANDING);
    return new WindowStore(windows, outstanding);
  }

  static SettledStore settled(ProcessorContext<?, ?> context) {
    KeyValueStore<String, SettledWindow> settled = context.getStateStore(SETTLED);
    return new SettledStore(settled);
  }

  static NodeStore nodes(ProcessorContext<?, ?> context) {
    KeyValueStore<String, MergedPatchRecord> nodes = context.getStateStore(NODES);
    return new NodeStore(nodes);
  }

  /** Versions only grow in number, so compacting them early would copy them all in vain. */
  private static StoreBuilder<KeyValueStore<String, SkillSnapshot>> versions(
      SchemaRegistry registry) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(VERSIONS),
            Serdes.String(),
            AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry))
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.MAX_RECORD_BYTES)));
  }

  /** Stores whose entries come and go are compacted early, or their changelogs would only grow. */
  private static <T extends SpecificRecord> StoreBuilder<KeyValueStore<String, T>> builder(
      String name, Class<T> type, Schema schema, SchemaRegistry registry) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name),
            Serdes.String(),
            AvroSerde.of(type, schema, registry))
        .withCachingEnabled()
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Topics.MAX_RECORD_BYTES),
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(Topics.MAX_RECORD_BYTES),
                TopicConfig.SEGMENT_MS_CONFIG,
                "10000",
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.01",
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                "10000",
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                DELETE_RETENTION_MS));
  }
}
