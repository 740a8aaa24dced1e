// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.journal.CallJournal;
import io.trace2skill.journal.JournalSettings;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.TopicSpec;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker, the registry and the topics of a run on one machine. */
final class LocalCluster implements AutoCloseable {

  /** One task for each topology: each partition costs start-up time and brings no core. */
  private static final int PARTITIONS = 1;

  private static final long MOMENT_MS = 20;

  /**
   * A broker that was killed counts as alive until its session ends, and its successor waits for
   * that. Until it has the lead of its partitions again, it must not end the transactions that the
   * kill left open: it would take the partitions for deleted and leave them blocked. The topologies
   * come back under the same transactional ids and end them.
   */
  private static final Map<String, String> AFTER_A_KILL =
      Map.of(
          "broker.session.timeout.ms", "4000",
          "broker.heartbeat.interval.ms", "400",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "300000");

  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
  private final String bootstrapServers;
  private final SchemaRegistry registry;
  private final CompletableFuture<EmbeddedKafka> broker;
  private final CompletableFuture<Admin> ready;

  /** Begins to start the broker; its address is known at once, so that clients can be made. */
  LocalCluster(DataDirectory data) {
    int port = EmbeddedKafka.freePort();
    this.bootstrapServers = "127.0.0.1:" + port;
    this.registry = SchemaRegistry.open(data.registry().toUri());
    this.broker = CompletableFuture.supplyAsync(() -> start(data, port));
    this.ready = broker.thenApply(started -> withTopics());
  }

  private static EmbeddedKafka start(DataDirectory data, int port) {
    try {
      return EmbeddedKafka.start(data.kafka(), port, AFTER_A_KILL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Admin withTopics() {
    Admin admin = Admin.create(clientSettings());
    try {
      List<TopicSpec> specs = topics.specs(PARTITIONS).stream().map(LocalCluster::kept).toList();
      new TopicAdmin(admin).ensure(specs);
      while (!leads(admin)) {
        Thread.sleep(MOMENT_MS);
      }
      return admin;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be created", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  /**
   * Returns whether the broker has the lead of all its partitions, internal ones included. The
   * topologies end the transactions that a kill left open as soon as they start, and the end would
   * not reach a partition without a leader: what was open there would stay so.
   */
  private static boolean leads(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> all = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    try {
      return admin.describeTopics(all).allTopicNames().get().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Retention goes by the trajectories' own times, so old logs would be deleted while a run or the
   * next one still needs them. The data directory is the user's to delete.
   */
  private static TopicSpec kept(TopicSpec spec) {
    Map<String, String> settings = new HashMap<>(spec.settings());
    settings.put("retention.ms", "-1");
    return new TopicSpec(spec.name(), spec.partitions(), settings);
  }

  /**
   * Waits a moment and returns whether the broker takes requests and the topics exist.
   *
   * @throws RunFailedException when they cannot be had
   */
  boolean awaitReady(Duration moment) throws RunFailedException, InterruptedException {
    try {
      ready.get(moment.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new RunFailedException("the broker does not start", e.getCause());
    }
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
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  /** Returns a producer of values that are encoded already, so that failures are the caller's. */
  KafkaProducer<String, byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(clientSettings());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Opens the journal of calls to a model; the caller closes it, before the cluster. */
  CallJournal openCallJournal() {
    return CallJournal.open(callJournal());
  }

  /** Returns where the journal of calls is. */
  JournalSettings callJournal() {
    Map<String, Object> settings = new HashMap<>(clientSettings());
    // The broker may still be starting.
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
    return JournalSettings.of(settings, topics.callJournal(), Topics.MAX_RECORD_BYTES);
  }

  /** Returns up to where the group has read, as committed. */
  Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws ExecutionException, InterruptedException {
    return ready.get().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  /** Stops the broker; also when it was still starting. */
  @Override
  public void close() {
    ready
        .handle(
            (admin, failure) -> {
              if (admin != null) {
                admin.close();
              }
              return failure;
            })
        .join();
    if (!broker.isCompletedExceptionally()) {
      broker.join().close();
    }
  }
}
