// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is committed in topics, from their beginning. One thread only, but for {@link
 * #wakeup}.
 *
 * @param <K> what keys are read as
 */
public final class TopicReader<K> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<K, byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(
      Map<String, Object> clientSettings, Collection<String> topics, Deserializer<K> keys) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer = new KafkaConsumer<>(settings, keys, new ByteArrayDeserializer());
    this.partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /**
   * Returns a reader of keys that are text.
   *
   * @param clientSettings what reaches the brokers
   * @param topics topics that exist
   */
  public static TopicReader<String> ofText(
      Map<String, Object> clientSettings, Collection<String> topics) {
    return new TopicReader<>(clientSettings, topics, new StringDeserializer());
  }

  /**
   * Returns a reader of keys as they are.
   *
   * @param clientSettings what reaches the brokers
   * @param topics topics that exist
   */
  public static TopicReader<byte[]> ofBytes(
      Map<String, Object> clientSettings, Collection<String> topics) {
    return new TopicReader<>(clientSettings, topics, new ByteArrayDeserializer());
  }

  /** Hands on what comes within a moment. */
  public void poll(Consumer<ConsumerRecord<K, byte[]>> sink) {
    poll(POLL, sink);
  }

  /** Hands on what comes first within the time. */
  public void poll(Duration time, Consumer<ConsumerRecord<K, byte[]>> sink) {
    consumer.poll(time).forEach(sink);
  }

  /**
   * Hands on everything that is committed now.
   *
   * @throws TimeoutException when the brokers are silent for half a minute
   */
  public void readToEnd(Consumer<ConsumerRecord<K, byte[]>> sink) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long before = -1;
    long since = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll(sink);
      long now = partitions.stream().mapToLong(consumer::position).sum();
      if (now > before) {
        before = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > LONGEST_SILENCE.toNanos()) {
        throw new TimeoutException("nothing came for " + LONGEST_SILENCE.toSeconds() + " s");
      }
    }
  }

  /** Ends a poll that waits, which then throws Kafka's WakeupException. Thread-safe. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
