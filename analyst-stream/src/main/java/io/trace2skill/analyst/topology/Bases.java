// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The skills that analysts work against, as the global table has them now. All tasks of an instance
 * share one global table, so any task's context opens it for all. Thread-safe.
 */
final class Bases {

  static final String STORE = "skills";

  private final String topic;
  private final Deserializer<SkillSnapshot> deserializer;
  private volatile @Nullable ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> table;

  Bases(String topic, Deserializer<SkillSnapshot> deserializer) {
    this.topic = topic;
    this.deserializer = deserializer;
  }

  void open(ProcessingContext context) {
    table = context.getStateStore(STORE);
  }

  /** Returns the latest version of the skill; empty when there is none or the table is not open. */
  OptionalLong version(String skill) {
    return table == null
        ? OptionalLong.empty()
        : snapshot(skill).map(SkillSnapshot::getVersion).stream().mapToLong(v -> v).findFirst();
  }

  /** Returns the latest version of the skill, or empty when none was published yet. */
  Optional<SkillDirectory> latest(String skill) {
    return snapshot(skill).map(snapshot -> SkillRecords.toDirectory(snapshot.getFiles()));
  }

  private Optional<SkillSnapshot> snapshot(String skill) {
    ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> opened = table;
    if (opened == null) {
      throw new IllegalStateException("no task has started yet");
    }
    return Optional.ofNullable(ValueAndTimestamp.getValueOrNull(opened.get(skill)))
        .map(bytes -> deserializer.deserialize(topic, bytes));
  }
}
