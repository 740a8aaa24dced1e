// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes numbered records to an input topic, spread evenly over its partitions. */
final class Feed implements AutoCloseable {

  private static final int BATCH_BYTES = 1 << 19;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Payloads payloads;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param bytes the size of each record
   */
  Feed(String bootstrapServers, String topic, int bytes) {
    this.topic = topic;
    this.payloads = new Payloads(bytes, 1);
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends the record of this number. */
  void send(int index) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, index % Lab.PARTITIONS, Payloads.key(index), payloads.value(index));
    Future<RecordMetadata> unused =
        producer.send(record, (metadata, thrown) -> failure.compareAndSet(null, thrown));
  }

  /**
   * Waits until everything is written.
   *
   * @throws IllegalStateException when a record could not be written
   */
  @Override
  public void close() {
    producer.close();
    Exception thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("a record could not be written to " + topic, thrown);
    }
  }
}
