// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
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
  private final Map<String, Base> decoded = new ConcurrentHashMap<>();
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
    Optional<Base> base = table == null ? Optional.empty() : base(skill);
    return base.isPresent() ? OptionalLong.of(base.get().version()) : OptionalLong.empty();
  }

  /** Returns the latest version of the skill, or empty when none was published yet. */
  Optional<SkillDirectory> latest(String skill) {
    return base(skill).map(Base::skill);
  }

  private Optional<Base> base(String skill) {
    ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> opened = table;
    if (opened == null) {
      throw new IllegalStateException("no task has started yet");
    }
    byte[] bytes = ValueAndTimestamp.getValueOrNull(opened.get(skill));
    return bytes == null ? Optional.empty() : Optional.of(decoded(skill, bytes));
  }

  /** Every analysis asks for the base, which changes once in a window: it is decoded once. */
  private Base decoded(String skill, byte[] bytes) {
    Base known = decoded.get(skill);
    if (known != null && known.bytes().equals(Bytes.wrap(bytes))) {
      return known;
    }
    SkillSnapshot snapshot = deserializer.deserialize(topic, bytes);
    Base base =
        new Base(
            Bytes.wrap(bytes),
            snapshot.getVersion(),
            SkillRecords.toDirectory(snapshot.getFiles()));
    decoded.put(skill, base);
    return base;
  }

  /** A decoded snapshot, and what it was decoded from. */
  private record Base(Bytes bytes, long version, SkillDirectory skill) {}
}
