// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What the topics tell of one skill, as far as it is committed: the one source of every number in a
 * report. One thread only.
 */
final class TopicView implements AutoCloseable {

  private final Topics topics;
  private final String skill;
  private final TopicReader<String> reader;
  private final Deserializer<AnalysisEvent> events;
  private final Deserializer<SkillSnapshot> snapshots;
  private final Consumer<AnalysisEvent> listener;
  private final Books books = new Books();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Set<String> undecodable = new HashSet<>();
  private final TreeMap<Long, SkillSnapshot> versions = new TreeMap<>();
  private final Map<TopicPartition, Long> eventsSeen = new HashMap<>();

  /**
   * @param listener told of each event of the skill, after the books
   */
  TopicView(RunCluster cluster, String skill, Consumer<AnalysisEvent> listener) {
    this.listener = listener;
    this.topics = cluster.topics();
    this.skill = skill;
    this.events = cluster.serde(AnalysisEvent.class, AnalysisEvent.getClassSchema()).deserializer();
    this.snapshots =
        cluster.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer();
    this.reader =
        TopicReader.ofText(
            cluster.clientSettings(),
            List.of(topics.patches(), topics.skillVersions(), topics.deadLetters()));
  }

  /** Takes in what comes within a moment. */
  void poll() {
    reader.poll(this::enter);
  }

  /** Takes in everything that is committed now. */
  void readToEnd() {
    reader.readToEnd(this::enter);
  }

  private void enter(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(topics.patches())) {
      eventsSeen.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      AnalysisEvent event = events.deserialize(record.topic(), record.value());
      if (event.getSkill().equals(skill)) {
        books.enter(event);
        listener.accept(event);
      }
    } else if (record.topic().equals(topics.skillVersions())) {
      SkillSnapshot snapshot = snapshots.deserialize(record.topic(), record.value());
      if (snapshot != null && snapshot.getSkill().equals(skill)) {
        versions.put(snapshot.getVersion(), snapshot);
      }
    } else {
      enterLetter(record);
    }
  }

  private void enterLetter(ConsumerRecord<String, byte[]> record) {
    DeadLetter letter = DeadLetter.of(record.headers());
    letters.add(letter);
    if (letter.stage().equals("decode") && record.key() != null) {
      undecodable.add(record.key());
    }
  }

  Books books() {
    return books;
  }

  /** Returns of how many trajectories nothing more comes. */
  int done() {
    return books.distinctEnded() + undecodable.size();
  }

  /** Returns the dead letters in the order of their topic. */
  List<DeadLetter> letters() {
    return List.copyOf(letters);
  }

  /** Returns the version of that number, when it is there. */
  Optional<SkillSnapshot> version(long number) {
    return Optional.ofNullable(versions.get(number));
  }

  /** Returns whether a version with these contents was published. */
  boolean hasDigest(String digest) {
    return versions.values().stream().anyMatch(version -> version.getDigest().equals(digest));
  }

  /** Returns the number of the latest version; empty when there is none. */
  OptionalLong latestVersion() {
    return versions.isEmpty() ? OptionalLong.empty() : OptionalLong.of(versions.lastKey());
  }

  /** Returns all versions, oldest first. */
  List<SkillSnapshot> versions() {
    return List.copyOf(versions.values());
  }

  /** Returns, for each partition of events, the offset after the last event that was seen. */
  Map<TopicPartition, Long> eventsSeen() {
    return Map.copyOf(eventsSeen);
  }

  @Override
  public void close() {
    reader.close();
  }
}
