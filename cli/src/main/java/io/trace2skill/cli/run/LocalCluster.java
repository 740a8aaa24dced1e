// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker, the registry and the topics of a run on one machine. */
final class LocalCluster implements AutoCloseable {

  /** Two tasks for each topology: what two cores can use. */
  private static final int PARTITIONS = 2;

  private final EmbeddedKafka kafka;
  private final SchemaRegistry registry;
  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);

  private LocalCluster(EmbeddedKafka kafka, SchemaRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  static LocalCluster start(DataDirectory data)
      throws IOException, ExecutionException, InterruptedException {
    SchemaRegistry registry = SchemaRegistry.open(data.registry().toUri());
    LocalCluster cluster = new LocalCluster(EmbeddedKafka.start(data.kafka()), registry);
    try (Admin admin = Admin.create(cluster.clientSettings())) {
      new TopicAdmin(admin).ensure(cluster.topics.specs(PARTITIONS));
    }
    return cluster;
  }

  Topics topics() {
    return topics;
  }

  SchemaRegistry registry() {
    return registry;
  }

  <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type, Schema schema) {
    return AvroSerde.of(type, schema, registry);
  }

  Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /** Returns a producer of values that are encoded already, so that failures are the caller's. */
  KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Topics.MAX_RECORD_BYTES,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            5),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    kafka.close();
  }
}
