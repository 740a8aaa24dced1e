// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends trajectories at a steady rate, some of them twice, and now and then a record that cannot be
 * decoded. The producer repeats what the brokers do not take for as long as the campaign lasts.
 */
final class Load implements AutoCloseable {

  private static final int TWICE_EVERY = 40;
  private static final int GARBAGE_EVERY = 60;

  private final Topics topics;
  private final SkillNames skills;
  private final Ledger ledger;
  private final SyntheticRuns runs;
  private final AvroSerde<Trajectory> serde;
  private final KafkaProducer<String, byte[]> producer;
  private final long pauseNanos;
  private final Thread thread = new Thread(this::run, "load");
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean stopped;

  Load(
      CampaignSettings settings,
      String bootstrapServers,
      Topics topics,
      SchemaRegistry registry,
      SkillNames skills,
      Ledger ledger) {
    this.topics = topics;
    this.skills = skills;
    this.ledger = ledger;
    this.runs = new SyntheticRuns(settings.seed());
    this.serde = AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry);
    this.pauseNanos = Math.round(TimeUnit.SECONDS.toNanos(1) / settings.rate());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "delivery.timeout.ms",
                900_000,
                "max.block.ms",
                300_000,
                "linger.ms",
                5),
            new StringSerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
  }

  /** Begins to send. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      send();
      ended.complete(null);
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private void send() {
    long due = System.nanoTime();
    for (int number = 0; !stopped; number++) {
      String id = "t-" + number;
      byte[] value = encoded(id, skills.of(number));
      send(id, value);
      if (number % TWICE_EVERY == 0) {
        send(id, value);
      }
      if (number % GARBAGE_EVERY == GARBAGE_EVERY - 1) {
        garbage("garbage-" + number);
      }
      due += pauseNanos;
      sleepUntil(due);
    }
  }

  private byte[] encoded(String id, String skill) {
    return serde.serializer().serialize(topics.trajectories(), runs.next(id, skill, Instant.now()));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures as well
  private void send(String id, byte[] value) {
    ledger.sending(id);
    producer.send(
        new ProducerRecord<>(topics.trajectories(), id, value),
        (place, failure) -> {
          if (failure == null) {
            ledger.acknowledged(id, place.partition());
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures as well
  private void garbage(String key) {
    producer.send(
        new ProducerRecord<>(topics.trajectories(), key, "no trajectory".getBytes(UTF_8)),
        (place, failure) -> {
          if (failure == null) {
            ledger.garbage(key);
          }
        });
  }

  private void sleepUntil(long due) {
    try {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /** Stops sending, and waits for what is on its way. */
  @Override
  public void close() {
    stopped = true;
    ended.join();
    producer.close();
  }
}
