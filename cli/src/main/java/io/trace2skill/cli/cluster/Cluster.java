// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

import static java.util.stream.Collectors.joining;

import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that an operator's command works on. Nothing is asked before it is needed; what fails
 * is told by a {@link ClusterException} or one of Kafka's, for {@link ClusterFailures}. One thread
 * only.
 */
public final class Cluster implements AutoCloseable {

  /**
   * A person waits; a broker that answers no question for so long is not there. Other clients keep
   * Kafka's times, because a large record may take longer than that.
   */
  private static final Map<String, Object> SHORT_TIMES =
      Map.of(
          "request.timeout.ms", 5_000,
          "default.api.timeout.ms", 10_000,
          "socket.connection.setup.timeout.ms", 5_000,
          "socket.connection.setup.timeout.max.ms", 5_000);

  private final Topics topics;
  private final SchemaRegistry registry;
  private final Map<String, Object> settings;
  private @Nullable Admin admin;

  /**
   * @param registry closed with this cluster
   * @param clientSettings what reaches the brokers; time-outs in it are kept
   */
  public Cluster(Topics topics, SchemaRegistry registry, Map<String, Object> clientSettings) {
    this.topics = topics;
    this.registry = registry;
    this.settings = new HashMap<>(clientSettings);
  }

  /** Returns the names of the topics. */
  public Topics topics() {
    return topics;
  }

  /** Returns the schema registry. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** Returns the addresses of the brokers, as the user gave them. */
  public String brokers() {
    return String.valueOf(settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** Returns the client for questions; closed with this cluster. */
  public Admin admin() {
    if (admin == null) {
      Map<String, Object> all = new HashMap<>(SHORT_TIMES);
      all.putAll(settings);
      admin = Admin.create(all);
    }
    return admin;
  }

  /** Returns a serde for values of topics. */
  public <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type, Schema schema) {
    return AvroSerde.of(type, schema, registry);
  }

  /**
   * Returns a producer of values that are encoded already, which writes for good: idempotent, and
   * with the answer of all replicas in sync.
   *
   * @param further settings that win over those of the cluster
   */
  public <K> KafkaProducer<K, byte[]> producer(Serializer<K> keys, Map<String, Object> further) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * Topics.MAX_RECORD_BYTES);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.putAll(further);
    return new KafkaProducer<>(all, keys, new ByteArraySerializer());
  }

  /**
   * Writes a record and returns when the brokers have it.
   *
   * @throws ClusterException when they do not take it
   */
  public void send(ProducerRecord<String, byte[]> record) {
    try (KafkaProducer<String, byte[]> producer =
        producer(new StringSerializer(), Map.of(ProducerConfig.LINGER_MS_CONFIG, 0))) {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Returns a reader of topics that exist, with keys as text. */
  public TopicReader<String> reader(Collection<String> names) {
    requireTopics(names);
    return TopicReader.ofText(settings, names);
  }

  /** Returns a reader of topics that exist, with keys as they are. */
  public TopicReader<byte[]> bytesReader(Collection<String> names) {
    requireTopics(names);
    return TopicReader.ofBytes(settings, names);
  }

  /**
   * Makes sure that topics exist, because a client that uses one that does not may bring it into
   * being with wrong settings.
   *
   * @throws ClusterException when one does not
   */
  public void requireTopics(Collection<String> names) {
    List<String> missing = new ArrayList<>();
    new TreeMap<>(admin().describeTopics(names).topicNameValues())
        .forEach(
            (name, description) -> {
              try {
                description.get();
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw failed(e);
                }
                missing.add(name);
              } catch (InterruptedException e) {
                throw interrupted();
              }
            });
    if (!missing.isEmpty()) {
      throw new ClusterException(
          "there is no topic %s at %s; check --topic-prefix, or run 'trace2skill topics --create'"
              .formatted(missing.stream().collect(joining(", ")), brokers()));
    }
  }

  /**
   * Waits for an answer of the brokers.
   *
   * @throws ClusterException when there is none, or a refusal
   */
  public <T> T answer(KafkaFuture<T> question) {
    try {
      return question.get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private ClusterException failed(ExecutionException failure) {
    if (failure.getCause() instanceof TimeoutException) {
      return new ClusterException(
          ("no broker at %s gave an answer in time; check --bootstrap-servers, the security"
                  + " settings of --command-config, and that the cluster runs")
              .formatted(brokers()));
    }
    return new ClusterException(
        ClusterFailures.explain(failure).orElseGet(() -> String.valueOf(failure.getCause())));
  }

  private static ClusterException interrupted() {
    Thread.currentThread().interrupt();
    return new ClusterException("interrupted while waiting for the brokers");
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
    registry.close();
  }
}
