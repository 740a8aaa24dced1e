// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Orders the files of an evolution registered as a base of the live skill. */
final class Promotion {

  private final Live live;
  private final String order;
  private final String description;
  private final Deserializer<SkillSnapshot> snapshots;
  private final List<Long> versions = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  Promotion(Live live, String evolution) {
    this.live = live;
    this.order = "promote-" + evolution + "-" + UUID.randomUUID();
    this.description = "trace2skill evolutions promote " + evolution;
    this.snapshots = live.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer();
  }

  /** Gives the order and returns the version that the live skill has by it. */
  long order(SkillSnapshot made, Duration patience)
      throws EvolutionException, ExecutionException, InterruptedException {
    Topics topics = live.topics();
    try (TopicReader<String> reader =
        TopicReader.ofText(
            live.clientSettings(), List.of(topics.skillVersions(), topics.deadLetters()))) {
      reader.readToEnd(record -> {}); // what is there already is no answer
      send(made);
      long end = System.nanoTime() + patience.toNanos();
      while (versions.isEmpty() && refusals.isEmpty() && System.nanoTime() < end) {
        reader.poll(record -> take(record, made));
      }
    }
    if (!refusals.isEmpty()) {
      throw new EvolutionException("the live deployment refuses it: " + refusals.get(0));
    }
    if (versions.isEmpty()) {
      throw new EvolutionException(
          "the order is given (%s), but nothing came of it within %d s; does the merge stream run?"
              .formatted(order, patience.toSeconds()));
    }
    return versions.get(0);
  }

  private void take(ConsumerRecord<String, byte[]> record, SkillSnapshot made) {
    if (record.topic().equals(live.topics().deadLetters())) {
      DeadLetter letter = DeadLetter.of(record.headers());
      if (letter.origin().endsWith(order)) {
        refusals.add(letter.reason());
      }
    } else if (record.value() != null) {
      SkillSnapshot version = snapshots.deserialize(record.topic(), record.value());
      if (version.getSkill().equals(made.getSkill())
          && version.getDigest().equals(made.getDigest())) {
        versions.add(version.getVersion());
      }
    }
  }

  private void send(SkillSnapshot made) throws ExecutionException, InterruptedException {
    SkillCommand command =
        SkillCommand.newBuilder()
            .setKind(CommandKind.REGISTER_BASE)
            .setCommandId(order)
            .setSkill(made.getSkill())
            .setIssuedAt(Instant.now())
            .setFiles(made.getFiles())
            .setDescription(description)
            .build();
    String topic = live.topics().skillCommands();
    byte[] value =
        live.serde(SkillCommand.class, SkillCommand.getClassSchema())
            .serializer()
            .serialize(topic, command);
    Map<String, Object> settings = new HashMap<>(live.clientSettings());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, made.getSkill(), value)).get();
    }
  }
}
