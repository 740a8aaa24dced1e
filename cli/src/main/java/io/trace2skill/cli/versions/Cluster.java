// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of a deployment, for one command. One thread only. */
final class Cluster implements AutoCloseable {

  /** How long the cluster may take for an answer, unless the client settings say otherwise. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> settings;
  private final Topics topics;
  private final SchemaRegistry registry;
  private final KafkaConsumer<String, byte[]> consumer;

  private Cluster(
      Map<String, Object> settings,
      Topics topics,
      SchemaRegistry registry,
      KafkaConsumer<String, byte[]> consumer) {
    this.settings = settings;
    this.topics = topics;
    this.registry = registry;
    this.consumer = consumer;
  }

  /**
   * Reaches for a cluster.
   *
   * @param clientSettings what every client begins with, {@code bootstrap.servers} above all
   */
  static Cluster open(Map<String, Object> clientSettings, Topics topics, SchemaRegistry registry)
      throws ClusterException {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    String patience = Long.toString(PATIENCE.toMillis());
    settings.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    settings.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, patience);
    Map<String, Object> reading = new HashMap<>(settings);
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new Cluster(
        settings,
        topics,
        registry,
        asking(
            settings,
            () ->
                new KafkaConsumer<>(
                    reading, new StringDeserializer(), new ByteArrayDeserializer())));
  }

  Topics topics() {
    return topics;
  }

  /** Returns how records of that type are read and written. */
  <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type, Schema schema) {
    return AvroSerde.of(type, schema, registry);
  }

  /** Hands on everything that is committed in the topic now, tombstones included. */
  void read(String topic, Consumer<ConsumerRecord<String, byte[]>> sink) throws ClusterException {
    run(
        () -> {
          List<TopicPartition> partitions = assign(topic);
          consumer.seekToBeginning(partitions);
          Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
          while (ends.entrySet().stream()
              .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(sink);
          }
        });
  }

  /** Stands at the end of the topic; {@link #await} tells what comes after. */
  void watch(String topic) throws ClusterException {
    run(
        () -> {
          List<TopicPartition> partitions = assign(topic);
          consumer.seekToEnd(partitions);
          partitions.forEach(consumer::position);
        });
  }

  /**
   * Waits for a record of the watched topic.
   *
   * @param wanted gives what the record is for, if it is the one
   * @return empty when none came in that time
   */
  <T> Optional<T> await(
      Function<ConsumerRecord<String, byte[]>, Optional<T>> wanted, Duration atMost)
      throws ClusterException {
    long deadline = System.nanoTime() + atMost.toNanos();
    return asking(
        settings,
        () -> {
          while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
              Optional<T> found = wanted.apply(record);
              if (found.isPresent()) {
                return found;
              }
            }
          }
          return Optional.empty();
        });
  }

  /** Writes a record and returns when the cluster has it. */
  void send(String topic, String key, byte[] value) throws ClusterException, InterruptedException {
    Map<String, Object> writing = new HashMap<>(settings);
    writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    Object patience = writing.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    writing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    writing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    writing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new ClusterException("the order cannot be written: " + reason.getMessage());
    } catch (KafkaException e) {
      throw unreachable(settings, e);
    }
  }

  private List<TopicPartition> assign(String topic) throws ClusterException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new ClusterException(
          "there is no topic "
              + topic
              + "; the services create it when they start. Is --topic-prefix right?");
    }
    consumer.assign(partitions);
    return partitions;
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws ClusterException;
  }

  @FunctionalInterface
  private interface Action {
    void run() throws ClusterException;
  }

  private void run(Action action) throws ClusterException {
    asking(
        settings,
        () -> {
          action.run();
          return Optional.empty();
        });
  }

  private static <T> T asking(Map<String, Object> settings, Question<T> question)
      throws ClusterException {
    try {
      return question.ask();
    } catch (KafkaException e) {
      throw unreachable(settings, e);
    }
  }

  private static ClusterException unreachable(Map<String, Object> settings, KafkaException e) {
    Object brokers = settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    if (e instanceof TimeoutException) {
      return new ClusterException(
          "no broker answers at "
              + brokers
              + " within "
              + settings.get(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG)
              + " ms; is it running, and is --bootstrap-servers right?");
    }
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new ClusterException(
        "the cluster at " + brokers + " cannot be used: " + reason.getMessage());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
