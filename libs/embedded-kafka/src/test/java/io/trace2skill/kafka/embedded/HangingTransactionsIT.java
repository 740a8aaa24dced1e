// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsIT {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  @TempDir Path dir;

  private final int port = EmbeddedKafka.freePort();
  private final Map<String, Object> client = Map.of("bootstrap.servers", "127.0.0.1:" + port);

  @Test
  void whatTheCoordinatorDoesNotKnowIsAborted() throws Exception {
    KafkaProducer<String, String> dying = openTransaction();
    dying.close(Duration.ZERO);
    for (Path log : logs("__transaction_state-")) {
      delete(log);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(kafkaDir(), port);
        Admin admin = Admin.create(client);
        KafkaProducer<String, String> next = producer("next")) {
      next.beginTransaction();
      next.send(new ProducerRecord<>(PARTITION.topic(), "later")).get();
      next.commitTransaction();
      assertThat(committed()).as("all wait behind what is open").isEmpty();
      assertThat(new HangingTransactions(admin, kafka).end()).isEqualTo(1);
      assertThat(committed()).containsExactly("later");
      assertThat(new HangingTransactions(admin, kafka).end()).isZero();
    }
  }

  @Test
  void whatTheCoordinatorHasCommittedIsCommitted() throws Exception {
    try (KafkaProducer<String, String> producer = openTransaction()) {
      Path open = dir.resolve("open");
      copy(kafkaDir().resolve("t-0"), open);
      try (EmbeddedKafka kafka = EmbeddedKafka.start(kafkaDir(), port)) {
        producer.commitTransaction();
        assertThat(kafka.bootstrapServers()).endsWith(":" + port);
      }
      delete(kafkaDir().resolve("t-0"));
      copy(open, kafkaDir().resolve("t-0"));
      try (EmbeddedKafka kafka = EmbeddedKafka.start(kafkaDir(), port);
          Admin admin = Admin.create(client)) {
        assertThat(committed()).as("the commit did not reach the partition").isEmpty();
        assertThat(new HangingTransactions(admin, kafka).end()).isEqualTo(1);
        assertThat(committed()).containsExactly("open");
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(PARTITION.topic(), "later")).get();
        producer.commitTransaction();
        assertThat(committed()).containsExactly("open", "later");
      }
    }
  }

  /** Leaves a stopped broker with a transaction that has sent a record and has not ended. */
  private KafkaProducer<String, String> openTransaction() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(kafkaDir(), port);
        Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
      KafkaProducer<String, String> producer = producer("first");
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(PARTITION.topic(), "open")).get();
      assertThat(new HangingTransactions(admin, kafka).end()).as("open, not hanging").isZero();
      return producer;
    }
  }

  private Path kafkaDir() {
    return dir.resolve("kafka");
  }

  private List<Path> logs(String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(kafkaDir())) {
      return entries.filter(log -> log.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private List<String> committed() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private KafkaProducer<String, String> producer(String id) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("transactional.id", id);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }
}
