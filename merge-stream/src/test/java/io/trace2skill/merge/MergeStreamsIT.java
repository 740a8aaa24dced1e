// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.UsageRecord;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeStreamsIT {

  private static final int TRAJECTORIES = 240;
  private static final int OBSERVATIONS = 7;
  private static final int PRODUCERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SKILLS = List.of("sheets", "airline-agent", "slides");

  private final Topics topics = new Topics("it.");
  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://it"));
  private final AvroSerde<AnalysisEvent> events =
      AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry);
  private final AvroSerde<SkillCommand> commands =
      AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry);
  private final AvroSerde<SkillSnapshot> snapshots =
      AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry);
  private final Map<String, SkillSnapshot> versions = new TreeMap<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  @TempDir Path dir;

  private EmbeddedKafka kafka;
  private KafkaConsumer<String, SkillSnapshot> consumer;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(dir.resolve("kafka"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicAdmin(admin).ensure(topics.specs(2));
    }
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "check",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            snapshots.deserializer());
    consumer.subscribe(List.of(topics.skillVersions()));
  }

  @AfterEach
  void stop() {
    consumer.close();
    kafka.close();
  }

  @Test
  void restartsOnTheSameAndOnAnotherDiskLeaveOneVersionPerWindowWithExactSupport() {
    List<AnalysisEvent> all = shuffled(0);
    try (MergeStreams merge = start("disk", 5)) {
      produce(all.subList(0, all.size() / 3));
      await().atMost(PATIENCE).until(() -> outcomes(merge.queries()) > TRAJECTORIES / 6);
    }
    try (MergeStreams merge = start("disk", 3)) {
      produce(all.subList(all.size() / 3, all.size() / 2));
      await().atMost(PATIENCE).until(() -> outcomes(merge.queries()) > TRAJECTORIES / 3);
    }
    try (MergeStreams merge = start("another-disk", 5)) {
      produce(all.subList(all.size() / 2, all.size()));
      long expected = (long) TRAJECTORIES * SKILLS.size();
      await().atMost(PATIENCE).until(() -> outcomes(merge.queries()) == expected);
      SKILLS.forEach(skill -> close(skill, "close-1"));
      SKILLS.forEach(skill -> awaitSettled(merge.queries(), skill, "close-1"));
      awaitVersions(SKILLS.size());
      SKILLS.forEach(this::assertSupportIsExact);

      produce(shuffled(TRAJECTORIES));
      await().atMost(PATIENCE).until(() -> outcomes(merge.queries()) == 2 * expected);
      SKILLS.forEach(skill -> close(skill, "close-2"));
    }
    try (MergeStreams merge = start("another-disk", 5)) {
      SKILLS.forEach(skill -> awaitSettled(merge.queries(), skill, "close-2"));
      assertThat(merge.queries().windows("sheets")).isEmpty();
      assertThat(merge.queries().outstanding("sheets")).isEmpty();
      assertThat(merge.queries().skill("sheets").orElseThrow().getVersion()).isEqualTo(2);
    }
    awaitVersions(2 * SKILLS.size());
    assertThat(versions.keySet())
        .containsExactly(
            "airline-agent@1", "airline-agent@2", "sheets@1", "sheets@2", "slides@1", "slides@2");
    assertThat(failures).isEmpty();
  }

  private void assertSupportIsExact(String skill) {
    SkillSnapshot version = versions.get(skill + "@1");
    assertThat(version.getWindow().getPatched()).isEqualTo(TRAJECTORIES);
    long once = TRAJECTORIES;
    assertThat(version.getWindow().getAnalysisUsage())
        .isEqualTo(new UsageRecord(2 * once, 100 * once, 10 * once, 5 * once, once));
    Map<String, Integer> support =
        version.getEdits().stream()
            .map(edit -> SkillRecords.toSourcedEdit(edit, version.getTrajectories()))
            .collect(Collectors.toMap(MergeStreamsIT::signature, edit -> edit.support().size()));
    Map<String, Integer> expected =
        IntStream.range(0, TRAJECTORIES)
            .boxed()
            .collect(Collectors.toMap(MergeStreamsIT::observation, i -> 1, Integer::sum));
    assertThat(support).isEqualTo(expected);
  }

  private static String signature(SourcedEdit edit) {
    return edit.edit().ground().orElseThrow().signature();
  }

  /** The second window observes something else, or it would have nothing to publish. */
  private static String observation(int trajectory) {
    return "observation %d of window %d"
        .formatted(trajectory % OBSERVATIONS, 1 + trajectory / TRAJECTORIES);
  }

  private MergeStreams start(String disk, int fanIn) {
    MergeStreams merge =
        new MergeStreams(
            MergeConfig.defaults(WindowPolicy.untilCommand()).withFanIn(fanIn),
            topics,
            registry,
            new RulesMergeEngine(),
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "state.dir", dir.resolve(disk).toString()));
    merge.start(failures::add);
    return merge;
  }

  private static long outcomes(EvolutionQueries queries) {
    return SKILLS.stream().mapToLong(queries::outcomes).sum();
  }

  private static void awaitSettled(EvolutionQueries queries, String skill, String order) {
    await().atMost(PATIENCE).until(() -> queries.settledBy(skill, order).isPresent());
  }

  private void awaitVersions(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (ConsumerRecord<String, SkillSnapshot> record :
                  consumer.poll(Duration.ofMillis(200))) {
                assertThat(versions.put(record.key(), record.value())).as(record.key()).isNull();
              }
              return versions.size() >= count;
            });
  }

  /** Starts and outcomes in any order, except that no analysis ends before it starts. */
  private static List<AnalysisEvent> shuffled(int first) {
    Random random = new Random(first);
    List<AnalysisEvent> all = new ArrayList<>();
    for (String skill : SKILLS) {
      for (int i = 0; i < TRAJECTORIES; i++) {
        all.add(random.nextInt(all.size() + 1), event(skill, first + i));
      }
    }
    List<AnalysisEvent> withStarts = new ArrayList<>();
    List<AnalysisEvent> running = new ArrayList<>();
    for (AnalysisEvent outcome : all) {
      withStarts.add(
          AnalysisEvent.newBuilder(outcome)
              .setKind(AnalysisKind.STARTED)
              .setPatch(null)
              .setUsage(null)
              .build());
      running.add(outcome);
      Collections.shuffle(running, random);
      while (running.size() > 20) {
        withStarts.add(running.remove(0));
      }
    }
    withStarts.addAll(running);
    return withStarts;
  }

  private static AnalysisEvent event(String skill, int id) {
    String observation = observation(id);
    Edit edit =
        Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("## Tool errors")
            .withContent("- **Avoid " + observation + ":** it fails.")
            .withGround(new Ground("tool-error", observation));
    Patch patch = new Patch("t" + id, "why", List.of(edit), List.of(), Optional.empty());
    return AnalysisEvent.newBuilder()
        .setKind(AnalysisKind.PATCH_PROPOSED)
        .setTrajectoryId("t" + id)
        .setSkill(skill)
        .setEventTime(Instant.parse("2026-03-28T12:00:00Z"))
        .setPatch(SkillRecords.toRecord(patch))
        .setUsage(new UsageRecord(2L, 100L, 10L, 5L, 1L))
        .build();
  }

  /** Several producers at a time, each with what belongs to its share of the trajectories. */
  private void produce(List<AnalysisEvent> part) {
    List<CompletableFuture<Void>> producers =
        IntStream.range(0, PRODUCERS)
            .mapToObj(
                share ->
                    CompletableFuture.runAsync(
                        () ->
                            send(part.stream().filter(event -> shareOf(event) == share).toList())))
            .toList();
    producers.forEach(CompletableFuture::join);
  }

  private static int shareOf(AnalysisEvent event) {
    return Math.floorMod(event.getTrajectoryId().hashCode(), PRODUCERS);
  }

  private void send(List<AnalysisEvent> share) {
    try (KafkaProducer<String, AnalysisEvent> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            events.serializer())) {
      sendAll(
          producer,
          share.stream()
              .map(event -> new ProducerRecord<>(topics.patches(), event.getSkill(), event))
              .toList());
    }
  }

  private void close(String skill, String id) {
    SkillCommand command =
        SkillCommand.newBuilder()
            .setKind(CommandKind.CLOSE_WINDOW)
            .setCommandId(id)
            .setSkill(skill)
            .setIssuedAt(Instant.parse("2026-03-28T12:00:00Z"))
            .build();
    try (KafkaProducer<String, SkillCommand> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            commands.serializer())) {
      sendAll(producer, List.of(new ProducerRecord<>(topics.skillCommands(), skill, command)));
    }
  }

  private static <V> void sendAll(
      KafkaProducer<String, V> producer, List<ProducerRecord<String, V>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    producer.flush();
    assertThat(sent).allSatisfy(record -> assertThat(record.get().hasOffset()).isTrue());
  }
}
