// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brings the topics of a deployment into being and refuses to go on with wrong ones. */
public final class TopicAdmin {

  private static final int MOST_LOOKS = 300;
  private static final long BETWEEN_LOOKS_MS = 100;

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
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicSpec spec : specs) {
      for (int partition = 0; partition < spec.partitions(); partition++) {
        partitions.add(new TopicPartition(spec.name(), partition));
      }
    }
    for (int look = 1; !isOpen(partitions, look == MOST_LOOKS); look++) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }

  /** A broker under load may not know for a moment what it has just created. */
  private boolean isOpen(Collection<TopicPartition> partitions, boolean lastLook)
      throws ExecutionException, InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
      admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      if (lastLook || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
      return false;
    }
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
