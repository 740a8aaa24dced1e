// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  @TempDir Path dir;

  @Test
  void committedRecordsOutliveARestartOnTheSameDirectory() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      createTopic(kafka);
      produceInTransaction(kafka, "kept", true);
      produceInTransaction(kafka, "aborted", false);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      assertThat(readCommitted(kafka)).containsExactly("kept");
    }
  }

  @Test
  void twoBrokersInOneProcessDoNotDisturbEachOther() throws Exception {
    try (EmbeddedKafka one = EmbeddedKafka.start(dir.resolve("one"));
        EmbeddedKafka two = EmbeddedKafka.start(dir.resolve("two"))) {
      createTopic(one);
      createTopic(two);
      produceInTransaction(one, "first", true);
      assertThat(readCommitted(one)).containsExactly("first");
      assertThat(readCommitted(two)).isEmpty();
    }
  }

  @Test
  void aClusterOfThreeGoesOnWithoutOneOfThem() throws Exception {
    KafkaQuorum quorum = KafkaQuorum.of(3);
    List<CompletableFuture<EmbeddedKafka>> starting =
        IntStream.rangeClosed(1, quorum.size()).mapToObj(node -> starting(quorum, node)).toList();
    List<EmbeddedKafka> brokers = starting.stream().map(CompletableFuture::join).toList();
    try {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", quorum.bootstrapServers()))) {
        admin
            .createTopics(List.of(new NewTopic("t", Optional.of(1), Optional.empty())))
            .all()
            .get();
      }
      produceInTransaction(brokers.get(0), "with all", true);
      brokers.get(1).close();
      produceInTransaction(brokers.get(0), "without one", true);
      assertThat(readCommitted(brokers.get(0))).containsExactly("with all", "without one");
    } finally {
      // Together, because the last one alone would wait for a majority.
      brokers.stream()
          .map(broker -> CompletableFuture.runAsync(broker::close))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  private CompletableFuture<EmbeddedKafka> starting(KafkaQuorum quorum, int node) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return EmbeddedKafka.start(dir.resolve("node-" + node), quorum, node, Map.of());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        work -> new Thread(work, "start-" + node).start());
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
    }
  }

  private static void produceInTransaction(EmbeddedKafka kafka, String value, boolean commit)
      throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "tx"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("t", value)).get();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static List<String> readCommitted(EmbeddedKafka kafka) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      List<String> values = new ArrayList<>();
      while (consumer.position(PARTITION) < end) {
        consumer.poll(Duration.ofMillis(100)).records(PARTITION).stream()
            .map(ConsumerRecord::value)
            .forEach(values::add);
      }
      return values;
    }
  }
}
