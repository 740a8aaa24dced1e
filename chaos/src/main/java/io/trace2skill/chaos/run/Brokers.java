// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.chaos.node.BrokerNode;
import io.trace2skill.chaos.process.JavaProcess;
import io.trace2skill.kafka.embedded.KafkaQuorum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

/** The brokers, each in its own process on a directory that it keeps. */
final class Brokers implements AutoCloseable {

  private static final int HEAP_MB = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOOK_EVERY_MS = 250;

  private final KafkaQuorum quorum;
  private final Path directory;
  private final List<JavaProcess> processes = new ArrayList<>();

  Brokers(int count, Path directory) throws IOException {
    this.quorum = KafkaQuorum.of(count);
    this.directory = directory;
    for (int i = 0; i < count; i++) {
      processes.add(process(i));
    }
  }

  String bootstrapServers() {
    return quorum.bootstrapServers();
  }

  int size() {
    return quorum.size();
  }

  /** Sends SIGKILL. */
  void kill(int broker) {
    processes.get(broker).kill();
  }

  /** Sends SIGTERM. */
  void terminate(int broker) {
    processes.get(broker).terminate(PATIENCE);
  }

  /** Starts a broker again. */
  void start(int broker) throws IOException {
    processes.set(broker, process(broker));
  }

  private JavaProcess process(int broker) throws IOException {
    Path own = directory.resolve("broker-" + (broker + 1));
    return JavaProcess.start(
        BrokerNode.class.getName(),
        HEAP_MB,
        BrokerNode.arguments(own, quorum, broker + 1),
        directory.resolve("broker-" + (broker + 1) + ".log"));
  }

  /** Waits until every copy of every partition is in sync; returns whether it came to that. */
  boolean awaitInSync(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      while (!isInSync(admin)) {
        if (System.nanoTime() > end) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
    }
    return true;
  }

  private boolean isInSync(Admin admin) throws InterruptedException {
    try {
      if (admin.describeCluster().nodes().get().size() < size()) {
        return false;
      }
      Set<String> names =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return admin.describeTopics(names).allTopicNames().get().values().stream()
          .map(TopicDescription::partitions)
          .flatMap(List::stream)
          .allMatch(partition -> partition.isr().size() == partition.replicas().size());
    } catch (ExecutionException e) {
      return false; // asked again
    }
  }

  @Override
  public void close() {
    for (JavaProcess process : processes) {
      process.kill();
    }
  }
}
