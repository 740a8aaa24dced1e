// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The brokers, the registry and the topics that a skill evolves on. Thread-safe. */
public interface RunCluster extends AutoCloseable {

  /** Returns the names of the topics that belong to the evolution. */
  Topics topics();

  /** Returns where their schemas are. */
  SchemaRegistry registry();

  /** Returns the settings that every Kafka client begins with. */
  Map<String, Object> clientSettings();

  /**
   * Waits a moment and returns whether requests are taken and the topics exist.
   *
   * @throws RunFailedException when they cannot be had
   */
  boolean awaitReady(Duration moment) throws RunFailedException, InterruptedException;

  /** Returns up to where the group has read, as committed; to be asked when all is ready. */
  Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws ExecutionException, InterruptedException;

  /** Returns a serde for the values of that record. */
  default <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type, Schema schema) {
    return AvroSerde.of(type, schema, registry());
  }

  /**
   * Returns a producer of values that are encoded already, so that failures are the caller's.
   *
   * @param overrides settings of the producer that go before the usual ones
   */
  default KafkaProducer<String, byte[]> producer(Map<String, Object> overrides) {
    Map<String, Object> settings = new HashMap<>(clientSettings());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.putAll(overrides);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  void close();
}
