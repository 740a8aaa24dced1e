// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterException;
import io.trace2skill.cli.cluster.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What the topics tell of skills, as far as it is committed. */
final class SkillTopics {

  private static final char VERSION_MARK = '@';

  private final Cluster cluster;
  private final Deserializer<SkillSnapshot> snapshots;

  SkillTopics(Cluster cluster) {
    this.cluster = cluster;
    this.snapshots =
        cluster.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer();
  }

  /** Returns the latest version of each skill that was not deleted, by name. */
  SortedMap<String, SkillSnapshot> latest() {
    SortedMap<String, SkillSnapshot> latest = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : table(cluster.topics().skillSnapshots()).entrySet()) {
      latest.put(entry.getKey(), snapshot(cluster.topics().skillSnapshots(), entry.getValue()));
    }
    return latest;
  }

  /** Returns the skills for which nothing is published until somebody unpins them. */
  SortedSet<String> pinned() {
    Deserializer<CommandAnswer> answers =
        cluster.serde(CommandAnswer.class, CommandAnswer.getClassSchema()).deserializer();
    String topic = cluster.topics().skillAnswers();
    SortedSet<String> pinned = new TreeSet<>();
    table(topic)
        .forEach(
            (skill, bytes) -> {
              if (answers.deserialize(topic, bytes).getPinned()) {
                pinned.add(skill);
              }
            });
    return pinned;
  }

  /**
   * Returns all versions of the skill by number, also when it was deleted.
   *
   * @throws ClusterException when it has none; the message names the skills that there are
   */
  NavigableMap<Long, SkillSnapshot> versions(String skill) {
    String topic = cluster.topics().skillVersions();
    NavigableMap<Long, SkillSnapshot> versions = new TreeMap<>();
    NavigableSet<String> others = new TreeSet<>();
    read(
        topic,
        record -> {
          Optional<String> of = skillOf(record.key());
          if (of.isPresent() && of.get().equals(skill) && record.value() != null) {
            SkillSnapshot snapshot = snapshot(topic, record.value());
            versions.put(snapshot.getVersion(), snapshot);
          }
          of.ifPresent(others::add);
        });
    if (versions.isEmpty()) {
      throw new ClusterException(
          others.isEmpty()
              ? "there is no skill '" + skill + "'; nothing was published yet"
              : "there is no skill '" + skill + "'; there are: " + String.join(", ", others));
    }
    return versions;
  }

  /**
   * Returns the version of that number.
   *
   * @throws ClusterException when there is none
   */
  static SkillSnapshot version(NavigableMap<Long, SkillSnapshot> versions, long number) {
    SkillSnapshot found = versions.get(number);
    if (found == null) {
      throw new ClusterException(
          "there is no version %d; there are %d to %d"
              .formatted(number, versions.firstKey(), versions.lastKey()));
    }
    return found;
  }

  private SkillSnapshot snapshot(String topic, byte[] value) {
    return snapshots.deserialize(topic, value);
  }

  private Map<String, byte[]> table(String topic) {
    Map<String, byte[]> table = new TreeMap<>();
    read(topic, record -> enter(record, table));
    return table;
  }

  private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
    try (TopicReader<String> reader = cluster.reader(List.of(topic))) {
      reader.readToEnd(sink);
    }
  }

  private static void enter(ConsumerRecord<String, byte[]> record, Map<String, byte[]> table) {
    if (record.value() == null) {
      table.remove(record.key());
    } else if (record.key() != null) {
      table.put(record.key(), record.value());
    }
  }

  private static Optional<String> skillOf(@Nullable String key) {
    return Optional.ofNullable(key)
        .filter(text -> text.lastIndexOf(VERSION_MARK) > 0)
        .map(text -> text.substring(0, text.lastIndexOf(VERSION_MARK)));
  }
}
