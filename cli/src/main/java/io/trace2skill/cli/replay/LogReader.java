// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic up to ends that are given, one partition after the other, each in its order: the
 * same log gives the same sequence in every replay, and memory does not grow with it. One thread
 * only.
 */
final class LogReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<String, byte[]> consumer;
  private final Deque<TopicPartition> partitions = new ArrayDeque<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Deque<ConsumerRecord<String, byte[]>> polled = new ArrayDeque<>();

  /**
   * Goes on where the group's committed offsets are.
   *
   * @param ends for each partition the offset after the last one that is read
   */
  LogReader(
      Map<String, Object> clientSettings,
      String group,
      String topic,
      SortedMap<Integer, Long> ends) {
    this.consumer = consumer(clientSettings, group);
    ends.forEach(
        (number, end) -> {
          TopicPartition partition = new TopicPartition(topic, number);
          partitions.add(partition);
          this.ends.put(partition, end);
        });
    toNextPartition();
  }

  /** Returns the ends of a topic now, as readers of committed records see them. */
  static SortedMap<Integer, Long> endsOf(Map<String, Object> clientSettings, String topic) {
    try (Consumer<String, byte[]> consumer = consumer(clientSettings, "none")) {
      Set<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .collect(Collectors.toSet());
      SortedMap<Integer, Long> ends = new TreeMap<>();
      consumer.endOffsets(all).forEach((partition, end) -> ends.put(partition.partition(), end));
      return ends;
    }
  }

  private static Consumer<String, byte[]> consumer(Map<String, Object> clients, String group) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void toNextPartition() {
    if (partitions.isEmpty()) {
      consumer.unsubscribe();
      return;
    }
    TopicPartition partition = partitions.element();
    consumer.assign(List.of(partition));
    OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
    if (committed == null) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, committed.offset());
    }
  }

  /** Returns whether everything was read, and its place committed. */
  boolean isDone() {
    return partitions.isEmpty();
  }

  /** Returns whether the partition that is read has nothing more. */
  boolean isAtEnd() {
    TopicPartition partition = partitions.element();
    long end = ends.getOrDefault(partition, 0L);
    return polled.isEmpty()
        ? consumer.position(partition) >= end
        : polled.element().offset() >= end;
  }

  /** Returns the next record; empty when none came within a moment. */
  Optional<ConsumerRecord<String, byte[]>> next() {
    if (polled.isEmpty()) {
      consumer.poll(POLL).forEach(polled::add);
    }
    return isAtEnd() ? Optional.empty() : Optional.ofNullable(polled.poll());
  }

  /** Returns the place to commit, for all that was read so far. */
  Map<TopicPartition, OffsetAndMetadata> place() {
    TopicPartition partition = partitions.element();
    long next = polled.isEmpty() ? consumer.position(partition) : polled.element().offset();
    return Map.of(partition, new OffsetAndMetadata(next));
  }

  /** Returns whose offsets they are. */
  ConsumerGroupMetadata group() {
    return consumer.groupMetadata();
  }

  /** Goes to the next partition when this one is read; its place has to be committed before. */
  void advance() {
    if (isAtEnd()) {
      polled.clear();
      partitions.remove();
      toNextPartition();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
