// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.journal.CallJournal;
import io.trace2skill.journal.JournalSettings;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.kafka.embedded.HangingTransactions;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** The broker, the registry and the topics of a run on one machine. */
final class LocalCluster implements RunCluster {

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
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "60000");

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
    this.ready = broker.thenApply(this::withTopics);
  }

  private static EmbeddedKafka start(DataDirectory data, int port) {
    try {
      return EmbeddedKafka.start(data.kafka(), port, AFTER_A_KILL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Admin withTopics(EmbeddedKafka started) {
    Admin admin = Admin.create(clientSettings());
    try {
      OwnTopics.ensure(topics, admin);
      while (!leads(admin)) {
        Thread.sleep(MOMENT_MS);
      }
      new HangingTransactions(admin, started).end();
      return admin;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be created", e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's transactions cannot be put in order", e);
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

  @Override
  public boolean awaitReady(Duration moment) throws RunFailedException, InterruptedException {
    try {
      ready.get(moment.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new RunFailedException("the broker does not start", e.getCause());
    }
  }

  @Override
  public Topics topics() {
    return topics;
  }

  @Override
  public SchemaRegistry registry() {
    return registry;
  }

  @Override
  public Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", bootstrapServers);
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

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(String group)
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
