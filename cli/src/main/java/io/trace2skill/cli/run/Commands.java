// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gives orders for one skill. */
final class Commands {

  private final RunCluster cluster;
  private final Producer<String, byte[]> producer;
  private final String skill;

  Commands(RunCluster cluster, Producer<String, byte[]> producer, String skill) {
    this.cluster = cluster;
    this.producer = producer;
    this.skill = skill;
  }

  /** Orders the open window closed and returns the order's id. */
  String closeWindow() throws ExecutionException, InterruptedException {
    String id = "close-" + UUID.randomUUID();
    send(command(id, CommandKind.CLOSE_WINDOW).build());
    return id;
  }

  /** Registers a base. The order's id is its content's, so that repeating it changes nothing. */
  void registerBase(SkillDirectory base) throws ExecutionException, InterruptedException {
    send(
        command("base-" + base.digest(), CommandKind.REGISTER_BASE)
            .setFiles(SkillRecords.toRecords(base))
            .build());
  }

  private SkillCommand.Builder command(String id, CommandKind kind) {
    return SkillCommand.newBuilder()
        .setKind(kind)
        .setCommandId(id)
        .setSkill(skill)
        .setIssuedAt(Instant.now())
        .setDescription("trace2skill evolve");
  }

  private void send(SkillCommand command) throws ExecutionException, InterruptedException {
    String topic = cluster.topics().skillCommands();
    byte[] value =
        cluster
            .serde(SkillCommand.class, SkillCommand.getClassSchema())
            .serializer()
            .serialize(topic, command);
    producer.send(new ProducerRecord<>(topic, skill, value)).get();
  }
}
