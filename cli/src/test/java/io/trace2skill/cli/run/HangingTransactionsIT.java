// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.cli.files.FileTrees;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsIT {

  private static final String TOPIC = "t";

  @TempDir Path dir;

  @Test
  void whatTheCoordinatorHasEndedIsEndedInThePartitionsToo() throws Exception {
    leaveATransactionOpen();
    forgetTheCoordinatorsTransactions();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, EmbeddedKafka.freePort());
        Admin admin = Admin.create(settings(kafka));
        KafkaProducer<String, byte[]> next = producer(kafka, "next")) {
      next.beginTransaction();
      next.send(new ProducerRecord<>(TOPIC, "committed", new byte[1])).get();
      next.commitTransaction();
      assertThat(committed(kafka)).as("all wait behind what is open").isEmpty();
      assertThat(new HangingTransactions(admin).abort()).isEqualTo(1);
      assertThat(committed(kafka)).containsExactly("committed");
      assertThat(new HangingTransactions(admin).abort()).isZero();
    }
  }

  private void leaveATransactionOpen() throws Exception {
    KafkaProducer<String, byte[]> dying;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, EmbeddedKafka.freePort());
        Admin admin = Admin.create(settings(kafka))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      dying = producer(kafka, "dying");
      dying.beginTransaction();
      dying.send(new ProducerRecord<>(TOPIC, "open", new byte[1])).get();
      assertThat(new HangingTransactions(admin).abort()).as("it is open, not hanging").isZero();
    }
    dying.close(Duration.ZERO);
  }

  private void forgetTheCoordinatorsTransactions() throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith("__transaction_state-")) {
          FileTrees.delete(entry);
        }
      }
    }
  }

  private static List<String> committed(EmbeddedKafka kafka) {
    List<String> keys = new ArrayList<>();
    try (TopicReader<String> reader = TopicReader.ofText(settings(kafka), List.of(TOPIC))) {
      reader.readToEnd(record -> keys.add(record.key()));
    }
    return keys;
  }

  private static KafkaProducer<String, byte[]> producer(EmbeddedKafka kafka, String id) {
    Map<String, Object> settings = new HashMap<>(settings(kafka));
    settings.put("transactional.id", id);
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static Map<String, Object> settings(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
