// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a journal from its beginning to where it ends now, for people. One thread only. */
public final class JournalReader {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final JournalSettings settings;

  public JournalReader(JournalSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads all records; those of one key come in the order in which they were written.
   *
   * @throws IllegalStateException when the topic does not exist
   * @throws org.apache.kafka.common.KafkaException when the brokers do not answer
   */
  public void read(Consumer<JournalRecord> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        JournalClients.follower(settings, new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(settings.topic(), PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (all.isEmpty()) {
        throw new IllegalStateException("there is no topic " + settings.topic());
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.key() != null) {
            sink.accept(of(record));
          }
        }
      }
    }
  }

  private static JournalRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new JournalRecord(
        HexFormat.of().formatHex(record.key()),
        Instant.ofEpochMilli(record.timestamp()),
        Optional.ofNullable(record.value()));
  }
}
