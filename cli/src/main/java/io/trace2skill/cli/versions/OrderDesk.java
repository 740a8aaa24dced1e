// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.SkillCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Gives orders and waits until the topic of answers says what became of them. */
final class OrderDesk {

  private final Cluster cluster;

  OrderDesk(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Gives an order and returns its answer.
   *
   * @param order with its kind, its skill, and what the kind needs
   * @throws ClusterException when no answer comes in time; the order stays given
   */
  CommandAnswer give(SkillCommand.Builder order, Duration patience)
      throws ClusterException, InterruptedException {
    String id = UUID.randomUUID().toString();
    SkillCommand command =
        order
            .setCommandId(id)
            .setIssuedAt(Instant.now())
            .setDescription("trace2skill command line")
            .build();
    cluster.watch(cluster.topics().skillAnswers());
    String topic = cluster.topics().skillCommands();
    byte[] value =
        cluster
            .serde(SkillCommand.class, SkillCommand.getClassSchema())
            .serializer()
            .serialize(topic, command);
    cluster.send(topic, command.getSkill(), value);
    Deserializer<CommandAnswer> answers =
        cluster.serde(CommandAnswer.class, CommandAnswer.getClassSchema()).deserializer();
    return cluster
        .await(record -> answerTo(id, record, answers), patience)
        .orElseThrow(() -> unanswered(id, patience));
  }

  private static Optional<CommandAnswer> answerTo(
      String id, ConsumerRecord<String, byte[]> record, Deserializer<CommandAnswer> answers) {
    return Optional.ofNullable(answers.deserialize(record.topic(), record.value()))
        .filter(answer -> answer.getCommandId().equals(id));
  }

  private static ClusterException unanswered(String id, Duration patience) {
    return new ClusterException(
        "no answer within %d seconds. The order %s stays given: it is obeyed when the merge service runs, and a window closes when its analyses have ended. Look later, or wait longer with --timeout"
            .formatted(patience.toSeconds(), id));
  }
}
