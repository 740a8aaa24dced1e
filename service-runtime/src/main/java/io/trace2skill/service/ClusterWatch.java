// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SchemaRegistryException;
import io.trace2skill.schemas.SchemaRegistryUnavailableException;
import io.trace2skill.schemas.TopicSpec;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time whether topics and registry can be reached, because streams that wait for
 * them still call themselves running.
 */
final class ClusterWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final Admin admin;
  private final Topics topics;
  private final SchemaRegistry registry;
  private final ScheduledExecutorService clock;
  private volatile List<String> missing = List.of();

  /**
   * Begins to look.
   *
   * @param admin settings of the client that asks for topics
   */
  ClusterWatch(Map<String, Object> admin, Topics topics, SchemaRegistry registry) {
    this.admin = Admin.create(admin);
    this.topics = topics;
    this.registry = registry;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "cluster-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleWithFixedDelay(
            this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns what could not be reached when it was last looked for. */
  List<String> missing() {
    return missing;
  }

  private void look() {
    List<String> found = new ArrayList<>();
    try {
      lookForTopics(found);
      lookForRegistry(found);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!found.equals(missing)) {
      LOG.warn("{}", found.isEmpty() ? "topics and registry can be reached again" : found);
    }
    missing = List.copyOf(found);
  }

  private void lookForTopics(List<String> found) throws InterruptedException {
    List<String> names = topics.specs(1).stream().map(TopicSpec::name).toList();
    try {
      admin.describeTopics(names).allTopicNames().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      found.add("the topics cannot be reached: " + cause.getMessage());
    }
  }

  private void lookForRegistry(List<String> found) {
    Schema schema = AnalysisEvent.getClassSchema();
    try {
      registry
          .conflict(registry.naming().subject(topics.patches(), schema), schema)
          .ifPresent(
              why -> found.add("the schema registry refuses this version's schemas: " + why));
    } catch (SchemaRegistryUnavailableException | SchemaRegistryException e) {
      found.add("the schema registry cannot be reached: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
