// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Makes the Kafka clients of a journal. */
final class JournalClients {

  private static final int LONGEST_BLOCK_MS = 1_000;
  private static final int POLL_RECORDS = 5_000;

  /** A few entries, so that reading one does not fetch a megabyte. */
  private static final int ENTRY_FETCH_BYTES = 64 * 1024;

  private JournalClients() {}

  /** Returns a producer whose records are on all replicas once they are acknowledged. */
  static KafkaProducer<byte[], byte[]> producer(JournalSettings journal) {
    Map<String, Object> settings = new HashMap<>(journal.clients());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MS);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, journal.maxRecordBytes());
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Returns a consumer that reads everything; of values it makes what the reader makes of them. */
  static <V> KafkaConsumer<byte[], V> follower(JournalSettings journal, Deserializer<V> values) {
    Map<String, Object> settings = consumer(journal);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, journal.maxRecordBytes());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), values);
  }

  /** Returns a consumer that reads single entries. */
  static KafkaConsumer<byte[], byte[]> picker(JournalSettings journal) {
    Map<String, Object> settings = consumer(journal);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ENTRY_FETCH_BYTES);
    // What is looked for is there, and a fetch that waits at the end would hold up the next one.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 0);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> consumer(JournalSettings journal) {
    Map<String, Object> settings = new HashMap<>(journal.clients());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return settings;
  }
}
