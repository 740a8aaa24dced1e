// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import static java.util.stream.Collectors.toMap;

import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterException;
import io.trace2skill.cli.cluster.ClusterFailures;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Looks at the topics of a deployment and creates those that are missing. */
public final class TopicInspection {

  /** Partitions of a deployment that says nothing. */
  static final int DEFAULT_PARTITIONS = 4;

  private final Cluster cluster;

  /** Makes an inspection of a cluster, which is not closed. */
  public TopicInspection(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Returns how the topics are.
   *
   * @param partitions as expected; empty for as many as the topics have that exist
   */
  public List<TopicReport> look(OptionalInt partitions) {
    List<String> names = cluster.topics().specs(1).stream().map(TopicSpec::name).toList();
    Map<String, TopicState> found = states(names);
    int expected =
        partitions.orElseGet(
            () ->
                names.stream()
                    .filter(found::containsKey)
                    .mapToInt(name -> state(found, name).partitions())
                    .findFirst()
                    .orElse(DEFAULT_PARTITIONS));
    return cluster.topics().specs(expected).stream()
        .map(spec -> TopicRules.report(spec, Optional.ofNullable(found.get(spec.name()))))
        .toList();
  }

  /**
   * Creates the topics that are missing.
   *
   * @param replicas of each partition; empty for what the brokers choose
   */
  void create(List<TopicReport> reports, Optional<Short> replicas) throws InterruptedException {
    List<TopicSpec> missing =
        reports.stream().filter(TopicReport::isMissing).map(TopicReport::expected).toList();
    List<NewTopic> topics =
        missing.stream()
            .map(
                spec ->
                    new NewTopic(spec.name(), Optional.of(spec.partitions()), replicas)
                        .configs(spec.settings()))
            .toList();
    try {
      for (var created : cluster.admin().createTopics(topics).values().values()) {
        awaitCreated(created);
      }
      new TopicAdmin(cluster.admin()).ensure(missing);
    } catch (ExecutionException e) {
      throw new ClusterException(
          "the topics cannot be created: "
              + ClusterFailures.explain(e).orElseGet(() -> String.valueOf(e.getMessage())));
    }
  }

  private static void awaitCreated(org.apache.kafka.common.KafkaFuture<Void> created)
      throws ExecutionException, InterruptedException {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static TopicState state(Map<String, TopicState> found, String name) {
    return java.util.Objects.requireNonNull(found.get(name));
  }

  private Map<String, TopicState> states(List<String> names) {
    Set<String> all = cluster.answer(cluster.admin().listTopics().names());
    List<String> existing = names.stream().filter(all::contains).toList();
    Map<String, TopicDescription> descriptions =
        cluster.answer(cluster.admin().describeTopics(existing).allTopicNames());
    List<ConfigResource> resources =
        existing.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs =
        cluster.answer(cluster.admin().describeConfigs(resources).all());
    return resources.stream()
        .collect(
            toMap(
                ConfigResource::name,
                resource ->
                    state(
                        java.util.Objects.requireNonNull(descriptions.get(resource.name())),
                        java.util.Objects.requireNonNull(configs.get(resource)))));
  }

  private static TopicState state(TopicDescription topic, Config config) {
    return new TopicState(
        topic.partitions().size(),
        topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
        config.entries().stream()
            .filter(entry -> entry.value() != null)
            .collect(toMap(ConfigEntry::name, ConfigEntry::value)));
  }
}
