// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.cli.run.OwnTopics;
import io.trace2skill.cli.run.RunCluster;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live deployment's brokers, with the topics of one evolution. */
final class RemoteCluster implements RunCluster {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteCluster.class);

  private final Live live;
  private final EvolutionNames names;
  private final SchemaRegistry registry;
  private final Admin admin;

  private RemoteCluster(Live live, EvolutionNames names, Admin admin) {
    this.live = live;
    this.names = names;
    this.registry = new SharedSubjects(live.registry(), names);
    this.admin = admin;
  }

  /** Creates the topics of the evolution when they do not exist. */
  static RemoteCluster open(Live live, EvolutionNames names)
      throws ExecutionException, InterruptedException {
    Admin admin = Admin.create(live.clientSettings());
    try {
      OwnTopics.ensure(names.topics(), admin);
      return new RemoteCluster(live, names, admin);
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  @Override
  public Topics topics() {
    return names.topics();
  }

  @Override
  public SchemaRegistry registry() {
    return registry;
  }

  @Override
  public Map<String, Object> clientSettings() {
    return live.clientSettings();
  }

  @Override
  public boolean awaitReady(Duration moment) {
    return true; // the topics were there before this was
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  /**
   * Says that the topologies do not come back soon. As static members they would count as running
   * until their sessions end, and a running evolution is not discarded.
   */
  void leave() throws InterruptedException {
    for (String group : List.of(names.analystId(), names.mergeId())) {
      try {
        admin
            .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get();
      } catch (ExecutionException | KafkaException e) {
        LOG.debug("group {} keeps its members until their sessions end", group, e);
      }
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
