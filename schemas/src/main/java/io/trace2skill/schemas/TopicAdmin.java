// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Brings the topics of a deployment into being and refuses to go on with wrong ones. */
public final class TopicAdmin {

  private final Admin admin;

  public TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the topics that do not exist, checks those that do, and returns when all of them can be
   * written. Existing settings are an operator's choice and are left alone; a wrong number of
   * partitions is not, because keys would be routed apart.
   *
   * @throws TopicMismatchException when an existing topic has another number of partitions
   * @throws ExecutionException when the cluster refuses or cannot be reached
   * @throws InterruptedException when interrupted while waiting
   */
  public void ensure(Collection<TopicSpec> specs) throws ExecutionException, InterruptedException {
    CreateTopicsResult created = admin.createTopics(newTopics(specs));
    Map<String, TopicSpec> existing = new HashMap<>();
    for (TopicSpec spec : specs) {
      try {
        requireNonNull(created.values().get(spec.name())).get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        existing.put(spec.name(), spec);
      }
    }
    verify(existing);
    awaitOpen(specs);
  }

  /** A producer that writes before a new partition is open may have its first batch refused. */
  private void awaitOpen(Collection<TopicSpec> specs)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicSpec spec : specs) {
      for (int partition = 0; partition < spec.partitions(); partition++) {
        partitions.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
      }
    }
    admin.listOffsets(partitions).all().get();
  }

  private void verify(Map<String, TopicSpec> existing)
      throws ExecutionException, InterruptedException {
    Collection<TopicDescription> found =
        admin.describeTopics(existing.keySet()).allTopicNames().get().values();
    for (TopicDescription topic : found) {
      int expected = requireNonNull(existing.get(topic.name())).partitions();
      if (topic.partitions().size() != expected) {
        throw new TopicMismatchException(topic.name(), expected, topic.partitions().size());
      }
    }
  }

  private static List<NewTopic> newTopics(Collection<TopicSpec> specs) {
    return specs.stream().map(TopicSpec::toNewTopic).toList();
  }
}
