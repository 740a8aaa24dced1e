// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterException;
import io.trace2skill.cli.cluster.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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
  CommandAnswer give(SkillCommand.Builder order, Duration patience) throws InterruptedException {
    String id = UUID.randomUUID().toString();
    SkillCommand command =
        order
            .setCommandId(id)
            .setIssuedAt(Instant.now())
            .setDescription("trace2skill command line")
            .build();
    String topic = cluster.topics().skillCommands();
    byte[] value =
        cluster
            .serde(SkillCommand.class, SkillCommand.getClassSchema())
            .serializer()
            .serialize(topic, command);
    try (TopicReader<String> answers = cluster.reader(List.of(cluster.topics().skillAnswers()))) {
      answers.readToEnd(earlier -> {});
      cluster.send(new ProducerRecord<>(topic, command.getSkill(), value));
      return answer(answers, id, patience);
    }
  }

  private CommandAnswer answer(TopicReader<String> reader, String id, Duration patience) {
    Deserializer<CommandAnswer> answers =
        cluster.serde(CommandAnswer.class, CommandAnswer.getClassSchema()).deserializer();
    List<CommandAnswer> found = new ArrayList<>();
    long deadline = System.nanoTime() + patience.toNanos();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      reader.poll(record -> answerTo(id, record, answers).ifPresent(found::add));
    }
    if (found.isEmpty()) {
      throw unanswered(id, patience);
    }
    return found.get(0);
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
