// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, evidence and restarts that come together, on a broker. */
class OrderRacesIT {

  private static final String SKILL = MergeDriver.SKILL;
  private static final int TRAJECTORIES = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Topics topics = new Topics("races.");
  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://races"));
  private final AvroSerde<AnalysisEvent> events =
      AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry);
  private final AvroSerde<SkillCommand> commands =
      AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry);
  private final AvroSerde<SkillSnapshot> snapshots =
      AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry);
  private final AvroSerde<CommandAnswer> answers =
      AvroSerde.of(CommandAnswer.class, CommandAnswer.getClassSchema(), registry);
  private final TreeMap<Long, SkillSnapshot> versions = new TreeMap<>();
  private final List<CommandAnswer> answered = new ArrayList<>();
  private Optional<SkillSnapshot> latest = Optional.empty();
  private final List<String> orders = new ArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Random random = new Random(7);

  @TempDir Path dir;

  @Test
  void versionsStayGapFreeAndEachOrderIsAnsweredOnce() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"))) {
      Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (Admin admin = Admin.create(clients)) {
        new TopicAdmin(admin).ensure(topics.specs(1));
      }
      try (KafkaProducer<String, byte[]> producer =
              new KafkaProducer<>(clients, new StringSerializer(), new ByteArraySerializer());
          KafkaConsumer<String, byte[]> consumer =
              new KafkaConsumer<>(
                  Map.of(
                      "bootstrap.servers", kafka.bootstrapServers(),
                      "group.id", "check",
                      "auto.offset.reset", "earliest",
                      "isolation.level", "read_committed"),
                  new StringDeserializer(),
                  new ByteArrayDeserializer())) {
        consumer.subscribe(
            List.of(topics.skillVersions(), topics.skillAnswers(), topics.skillSnapshots()));
        race(kafka, producer);
        try (MergeStreams merge = start(kafka, "last-disk")) {
          await().atMost(PATIENCE).until(() -> merge.queries().outcomes(SKILL) == TRAJECTORIES);
          give(producer, SkillCommand.newBuilder().setKind(CommandKind.UNPIN));
          give(producer, SkillCommand.newBuilder().setKind(CommandKind.CLOSE_WINDOW));
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () -> {
                    read(consumer);
                    assertThat(answered).hasSize(orders.size());
                    assertThat(merge.queries().inProgress(SKILL)).isEmpty();
                    assertThat(merge.queries().versions(SKILL))
                        .containsExactlyElementsOf(versions.values());
                    assertThat(merge.queries().skill(SKILL)).isEqualTo(latest);
                  });
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(answered).extracting(CommandAnswer::getCommandId).hasSameElementsAs(orders);
    assertThat(versions.keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, versions.size()).boxed().toList());
    assertThat(versions.values()).allSatisfy(this::assertFollowsItsParent);
    assertThat(versions.values().stream().flatMap(v -> v.getTrajectories().stream()))
        .doesNotHaveDuplicates()
        .hasSize(TRAJECTORIES);
  }

  /** Evidence and orders in any order, while the service goes down and comes up elsewhere. */
  private void race(EmbeddedKafka kafka, KafkaProducer<String, byte[]> producer) throws Exception {
    int sent = 0;
    for (String disk : List.of("disk", "disk", "another-disk")) {
      try (MergeStreams merge = start(kafka, disk)) {
        for (int i = 0; i < TRAJECTORIES / 3; i++) {
          analyse(producer, "t" + sent++);
          if (random.nextInt(3) == 0) {
            giveAny(producer);
          }
        }
        int some = sent - TRAJECTORIES / 6;
        await().atMost(PATIENCE).until(() -> merge.queries().outcomes(SKILL) >= some);
      }
    }
  }

  private void assertFollowsItsParent(SkillSnapshot version) {
    Long parent = version.getParentVersion();
    if (parent != null) {
      assertThat(parent).isEqualTo(version.getVersion() - 1);
    }
    if (version.getCause() == SnapshotCause.ROLLBACK) {
      assertThat(version.getFiles())
          .isEqualTo(versions.get(version.getRestoredVersion()).getFiles());
    } else if (version.getCause() == SnapshotCause.EVOLUTION && parent != null) {
      assertThat(version.getBaseDigest()).isEqualTo(versions.get(parent).getDigest());
    }
  }

  private MergeStreams start(EmbeddedKafka kafka, String disk) {
    WindowPolicy tens =
        new WindowPolicy(
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.of(10),
            1,
            Duration.ofHours(1));
    MergeStreams merge =
        new MergeStreams(
            MergeConfig.defaults(tens),
            topics,
            registry,
            new RulesMergeEngine(),
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "state.dir", dir.resolve(disk).toString()));
    merge.start(failures::add);
    return merge;
  }

  private void analyse(KafkaProducer<String, byte[]> producer, String trajectory) throws Exception {
    AnalysisEvent outcome =
        MergeDriver.proposal(trajectory, "observation of " + trajectory, MergeDriver.START).build();
    AnalysisEvent start =
        MergeDriver.event(trajectory, AnalysisKind.STARTED, MergeDriver.START).build();
    for (AnalysisEvent event : List.of(start, outcome)) {
      byte[] value = events.serializer().serialize(topics.patches(), event);
      producer.send(new ProducerRecord<>(topics.patches(), SKILL, value)).get();
    }
  }

  private void giveAny(KafkaProducer<String, byte[]> producer) throws Exception {
    SkillCommand.Builder order = SkillCommand.newBuilder();
    switch (random.nextInt(6)) {
      case 0 -> order.setKind(CommandKind.PIN);
      case 1 -> order.setKind(CommandKind.UNPIN);
      case 2 -> order.setKind(CommandKind.DELETE);
      case 3 -> order.setKind(CommandKind.CLOSE_WINDOW);
      case 4 -> order.setKind(CommandKind.ROLLBACK).setVersion(1L + random.nextInt(5));
      default ->
          order
              .setKind(CommandKind.REGISTER_BASE)
              .setFiles(MergeDriver.skill("Base " + random.nextInt(3)));
    }
    give(producer, order);
  }

  private void give(KafkaProducer<String, byte[]> producer, SkillCommand.Builder order)
      throws Exception {
    String id = "order-" + orders.size();
    orders.add(id);
    SkillCommand command =
        order.setCommandId(id).setSkill(SKILL).setIssuedAt(Instant.EPOCH).build();
    byte[] value = commands.serializer().serialize(topics.skillCommands(), command);
    producer.send(new ProducerRecord<>(topics.skillCommands(), SKILL, value)).get();
  }

  /** Takes in what is committed. */
  private void read(KafkaConsumer<String, byte[]> consumer) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
      if (record.topic().equals(topics.skillAnswers())) {
        answered.add(answers.deserializer().deserialize(record.topic(), record.value()));
        continue;
      }
      Optional<SkillSnapshot> snapshot =
          Optional.ofNullable(snapshots.deserializer().deserialize(record.topic(), record.value()));
      if (record.topic().equals(topics.skillSnapshots())) {
        latest = snapshot;
      } else {
        SkillSnapshot version = snapshot.orElseThrow();
        assertThat(versions.put(version.getVersion(), version)).as(record.key()).isNull();
      }
    }
  }
}
