// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;

/** A broker in a process of its own, its topics, and a place for files. */
final class Lab implements AutoCloseable {

  /** Partitions of every topic, unless a benchmark says otherwise. */
  static final int PARTITIONS = 4;

  /** Size of the results in bytes. */
  static final int RESULT_BYTES = 1_000;

  private static final List<String> BROKER_JVM = List.of("-Xmx1g");
  private static final List<String> SUBJECT_JVM = List.of("-Xmx512m");
  private static final Duration BROKER_START = Duration.ofMinutes(2);
  private static final Duration LEADERS = Duration.ofMinutes(2);
  private static final int LOOK_EVERY_MS = 20;

  private final Path scratch;
  private final Subject broker;
  private final String bootstrapServers;
  private final Admin admin;
  private int names;

  private Lab(Path scratch, Subject broker, String bootstrapServers) {
    this.scratch = scratch;
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Starts a broker and waits until it takes requests. */
  static Lab open(Path scratch) throws IOException, InterruptedException {
    Path ready = scratch.resolve("broker.ready");
    Settings settings =
        Settings.empty()
            .with("role", Role.BROKER.word())
            .with("directory", scratch.resolve("broker"))
            .with("port", EmbeddedKafka.freePort())
            .with("ready", ready);
    Subject broker = Subject.start(scratch, "broker", BROKER_JVM, settings);
    long untilNanos = System.nanoTime() + BROKER_START.toNanos();
    while (!Files.exists(ready) || Files.size(ready) == 0) {
      broker.checkAlive();
      if (System.nanoTime() > untilNanos) {
        broker.close();
        throw new IOException("the broker did not start within " + BROKER_START.toSeconds() + " s");
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    return new Lab(scratch, broker, Files.readString(ready));
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  Subject broker() {
    return broker;
  }

  /** Returns a name that was not used yet, for topics, applications and directories. */
  String name(String prefix) {
    names++;
    return prefix + "-" + names;
  }

  /** Creates a topic under a new name and waits until the broker leads its partitions. */
  String topic(String prefix) throws InterruptedException, ExecutionException {
    String topic = name(prefix);
    admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    awaitLeaders(topic);
    return topic;
  }

  /** A producer that is too early can end in OUT_OF_ORDER_SEQUENCE_NUMBER for minutes. */
  private void awaitLeaders(String topic) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest =
        partitions(topic).stream()
            .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
    long untilNanos = System.nanoTime() + LEADERS.toNanos();
    while (true) {
      try {
        admin.listOffsets(latest).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > untilNanos) {
          throw e;
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    }
  }

  /** Returns the partitions of a topic; metadata may not know a new one yet. */
  static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
  }

  /** Creates a topic with records numbered from 0. */
  String filledTopic(int records, int bytes) throws InterruptedException, ExecutionException {
    String topic = topic("input");
    try (Feed feed = feed(topic, bytes)) {
      for (int i = 0; i < records; i++) {
        feed.send(i);
      }
    }
    return topic;
  }

  /** Returns a feed of records of this size; to be closed. */
  Feed feed(String topic, int bytes) {
    return new Feed(bootstrapServers, topic, bytes);
  }

  /**
   * Returns settings for a subject between two topics: a new application, a new state directory.
   */
  Settings between(Role role, String input, String output) {
    String application = name(role.word());
    return Settings.empty()
        .with("role", role.word())
        .with("input", input)
        .with("output", output)
        .with("latency.ms", 0)
        .with("in.flight", 256)
        .with("pending", 256)
        .with("result.bytes", RESULT_BYTES)
        .with("warm.up", 0)
        .with("kafka." + StreamsConfig.APPLICATION_ID_CONFIG, application)
        .with("kafka." + StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)
        .with("kafka." + StreamsConfig.STATE_DIR_CONFIG, scratch.resolve(application))
        .with("kafka.auto.offset.reset", "earliest");
  }

  /** Starts a subject with a heap of 512 MB. */
  Subject start(Settings settings) throws IOException {
    return Subject.start(scratch, name(settings.text("role")), SUBJECT_JVM, settings);
  }

  /** Returns a directory under a new name that does not exist yet. */
  Path newDirectory(String prefix) {
    return scratch.resolve(name(prefix));
  }

  /** Returns the bytes on the broker's disk of all topics that begin with the prefix. */
  long logBytes(String prefix) throws InterruptedException, ExecutionException {
    long bytes = 0;
    for (Map<String, LogDirDescription> ofBroker :
        admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
      for (LogDirDescription directory : ofBroker.values()) {
        bytes +=
            directory.replicaInfos().entrySet().stream()
                .filter(replica -> replica.getKey().topic().startsWith(prefix))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
      }
    }
    return bytes;
  }

  /** Returns how many records of its input the application has committed. */
  long committed(String application) throws InterruptedException, ExecutionException {
    Map<Object, OffsetAndMetadata> offsets = new HashMap<>();
    offsets.putAll(
        admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get());
    return offsets.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
  }

  /** Deletes topics that are not needed any more, so that the disk does not fill. */
  void delete(String... topics) throws InterruptedException, ExecutionException {
    admin.deleteTopics(List.of(topics)).all().get();
  }

  /** Deletes the internal topics of an application. */
  void deleteInternalTopics(Settings settings) throws InterruptedException, ExecutionException {
    String prefix = settings.text("kafka." + StreamsConfig.APPLICATION_ID_CONFIG) + "-";
    List<String> topics =
        admin.listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(prefix))
            .toList();
    admin.deleteTopics(topics).all().get();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    broker.close();
  }
}
