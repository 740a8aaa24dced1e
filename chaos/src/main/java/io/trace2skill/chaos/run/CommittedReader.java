// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.chaos.books.Books;
import io.trace2skill.chaos.books.Books.Event;
import io.trace2skill.chaos.books.Books.Letter;
import io.trace2skill.chaos.books.Books.Version;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics as a consumer does that wants committed records only. */
final class CommittedReader {

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final Topics topics;
  private final Deserializer<AnalysisEvent> events;
  private final Deserializer<SkillSnapshot> snapshots;

  CommittedReader(String bootstrapServers, Topics topics, SchemaRegistry registry) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.events =
        AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry).deserializer();
    this.snapshots =
        AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry).deserializer();
  }

  /** Returns a consumer that has all partitions of the topics, from their beginning. */
  KafkaConsumer<String, byte[]> consumer(List<String> names) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String name : names) {
      consumer
          .partitionsFor(name)
          .forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** Returns what the topics hold up to their last committed records. */
  Books books(Ledger ledger) {
    List<Event> analyses = new ArrayList<>();
    read(topics.patches()).forEach(record -> analyses.add(event(record)));
    List<Version> versions = new ArrayList<>();
    read(topics.skillVersions()).forEach(record -> versions.add(version(record)));
    Map<String, Version> latest = new HashMap<>();
    read(topics.skillSnapshots()).forEach(record -> latest.put(record.key(), version(record)));
    List<Letter> letters = new ArrayList<>();
    read(topics.deadLetters()).forEach(record -> letters.add(letter(record)));
    return new Books(
        ledger.sent(), ledger.unsure(), ledger.garbage(), analyses, versions, latest, letters);
  }

  private List<ConsumerRecord<String, byte[]>> read(String topic) {
    try (KafkaConsumer<String, byte[]> consumer = consumer(List.of(topic))) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
      return records;
    }
  }

  /** Returns the analysis event that a record of the patches topic holds. */
  Event event(ConsumerRecord<String, byte[]> record) {
    AnalysisEvent event = events.deserialize(record.topic(), record.value());
    return new Event(place(record), event.getTrajectoryId(), event.getSkill(), event.getKind());
  }

  /** Returns the version that a record of either topic of snapshots holds. */
  Version version(ConsumerRecord<String, byte[]> record) {
    SkillSnapshot snapshot = snapshots.deserialize(record.topic(), record.value());
    Set<String> trajectories = new HashSet<>(snapshot.getTrajectories());
    return new Version(
        place(record),
        snapshot.getSkill(),
        snapshot.getVersion(),
        snapshot.getDigest(),
        snapshot.getWindow() == null ? 0 : snapshot.getWindow().getWindow(),
        snapshot.getWindow() == null ? trajectories.size() : snapshot.getWindow().getPatched(),
        trajectories);
  }

  private static Letter letter(ConsumerRecord<String, byte[]> record) {
    return new Letter(
        place(record), String.valueOf(record.key()), DeadLetter.of(record.headers()).toString());
  }

  private static String place(ConsumerRecord<String, byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }
}
