// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.cli.letters.RetryRule.Decision;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of dead letters, read and answered. */
final class Letterbox {

  /** Letters may be megabytes, so that one transaction takes only so many. */
  private static final int BATCH = 50;

  private final Cluster cluster;
  private final Topics topics;

  Letterbox(Cluster cluster) {
    this.cluster = cluster;
    this.topics = cluster.topics();
  }

  /** Returns the ids of the letters that were sent again. */
  Set<LetterId> retried() {
    Set<LetterId> ids = new HashSet<>();
    readAll(
        letter -> {
          if (letter.isNote()) {
            LetterId.of(letter.why().origin()).ifPresent(ids::add);
          }
        });
    return ids;
  }

  /** Hands on each letter, in the order of its partition, without the notes of retries. */
  void read(Consumer<Letter> taker) {
    readAll(
        letter -> {
          if (!letter.isNote()) {
            taker.accept(letter);
          }
        });
  }

  private void readAll(Consumer<Letter> taker) {
    try (TopicReader<byte[]> reader = cluster.bytesReader(List.of(topics.deadLetters()))) {
      reader.readToEnd(record -> taker.accept(new Letter(record)));
    }
  }

  /**
   * Returns what letters are sent back with. Notes of retries are to be read after this: it waits
   * until the transaction of a run before is complete, so that its notes are seen, and a run that
   * is still busy elsewhere cannot go on.
   */
  KafkaProducer<byte[], byte[]> producer() {
    cluster.requireTopics(List.of(topics.deadLetters()));
    Map<String, Object> transactional =
        Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.deadLetters() + "-retry");
    KafkaProducer<byte[], byte[]> producer =
        cluster.producer(new ByteArraySerializer(), transactional);
    try {
      producer.initTransactions();
      return producer;
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Sends letters back, each in one transaction with the note that says so: whatever happens, what
   * was sent is known to have been.
   *
   * @param producer of {@link #producer}
   * @param chosen letters that may be sent back
   * @param told told of each letter, when it is durable
   */
  void sendBack(
      KafkaProducer<byte[], byte[]> producer,
      Set<LetterId> chosen,
      BiConsumer<Letter, String> told) {
    RetryRule rule = new RetryRule(topics);
    Map<Letter, String> batch = new HashMap<>();
    read(
        letter -> {
          if (chosen.contains(letter.id())
              && rule.decide(letter) instanceof Decision.SendBack back) {
            batch.put(letter, back.topic());
          }
          if (batch.size() == BATCH) {
            send(producer, batch);
            batch.forEach(told);
            batch.clear();
          }
        });
    send(producer, batch);
    batch.forEach(told);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Map<Letter, String> batch) {
    if (batch.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    batch.forEach(
        (letter, topic) -> {
          sent.add(producer.send(original(letter, topic)));
          sent.add(producer.send(note(letter, topic)));
        });
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
      producer.commitTransaction();
    } catch (ExecutionException e) {
      producer.abortTransaction();
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the brokers refuse a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while letters were sent back", e);
    }
  }

  private static ProducerRecord<byte[], byte[]> original(Letter letter, String topic) {
    return new ProducerRecord<>(
        topic,
        null,
        null,
        letter.record().key(),
        letter.record().value(),
        DeadLetter.retryHeaders(letter.id().toString()));
  }

  private ProducerRecord<byte[], byte[]> note(Letter letter, String topic) {
    DeadLetter note =
        new DeadLetter(
            "sent back to " + topic, Letter.RETRY_STAGE, "retried", letter.id().toString());
    return new ProducerRecord<>(
        topics.deadLetters(),
        letter.record().partition(),
        null,
        Optional.ofNullable(letter.record().key()).orElse("retry".getBytes(UTF_8)),
        null,
        note.headers());
  }
}
