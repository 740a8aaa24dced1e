// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Feeds an application's input topic and follows what is committed to its output topic. */
final class TopicProbe implements AutoCloseable {

  private final String name;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final List<String> seen = new ArrayList<>();

  TopicProbe(EmbeddedKafka kafka, String name, int partitions) throws Exception {
    this.name = name;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name + "-in", partitions, (short) 1),
                  new NewTopic(name + "-out", 1, (short) 1)))
          .all()
          .get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(List.of(new TopicPartition(name + "-out", 0)));
    awaitLeaders();
  }

  /**
   * A partition that is created but not yet open refuses a producer's first batch and may take its
   * second; the first is then out of sequence for ever. Asking for offsets waits until it is open.
   */
  private void awaitLeaders() {
    consumer.endOffsets(
        producer.partitionsFor(name + "-in").stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList());
  }

  /** Sends the values as "PREFIX0", "PREFIX1" and so on, spread over the partitions. */
  void send(String prefix, int count) {
    int partitions = producer.partitionsFor(name + "-in").size();
    for (int i = 0; i < count; i++) {
      var unused =
          producer.send(new ProducerRecord<>(name + "-in", i % partitions, "key", prefix + i));
    }
    producer.flush();
  }

  /** Sends one value. */
  void sendOne(String value) {
    var unused = producer.send(new ProducerRecord<>(name + "-in", 0, "key", value));
    producer.flush();
  }

  /** Returns all values committed so far. */
  List<String> committed() {
    consumer.poll(Duration.ofMillis(20)).forEach(record -> seen.add(record.value()));
    return seen;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
