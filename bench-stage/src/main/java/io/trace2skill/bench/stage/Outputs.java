// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is readable in an output topic under {@code read_committed}: counts records by their number,
 * so that none is counted twice. Not thread-safe.
 */
final class Outputs implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BitSet seen = new BitSet();
  private Samples untilVisible = new Samples();
  private int duplicates;

  Outputs(String bootstrapServers, String topic) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(Lab.partitions(topic));
  }

  /**
   * Reads until so many different records were seen.
   *
   * @return whether they were within the limit
   * @throws IOException when the subject has ended
   */
  boolean await(int count, Duration limit, Subject subject) throws IOException {
    long untilNanos = System.nanoTime() + limit.toNanos();
    while (seen.cardinality() < count) {
      if (System.nanoTime() > untilNanos) {
        return false;
      }
      subject.checkAlive();
      consumer.poll(POLL).forEach(this::count);
    }
    return true;
  }

  /**
   * Reads until so many different records were seen.
   *
   * @throws IOException when they were not within the limit, or the subject has ended
   */
  void require(int count, Duration limit, Subject subject) throws IOException {
    if (!await(count, limit, subject)) {
      throw new IOException(
          seen.cardinality() + " of " + count + " results within " + limit.toSeconds() + " s");
    }
  }

  /** Returns how many different records were seen. */
  int count() {
    return seen.cardinality();
  }

  int duplicates() {
    return duplicates;
  }

  /** Returns the milliseconds from the end of each call until its result was readable. */
  Samples untilVisible() {
    return untilVisible;
  }

  /** Begins to measure delays anew. */
  void forgetDelays() {
    untilVisible = new Samples();
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    untilVisible.add(Stamp.ageMs(record.value()));
    int index = Payloads.index(record.key());
    if (seen.get(index)) {
      duplicates++;
    }
    seen.set(index);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
