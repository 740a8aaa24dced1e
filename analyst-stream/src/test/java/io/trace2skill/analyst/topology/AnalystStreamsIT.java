// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.NoLesson;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalystStreamsIT {

  private static final int TRAJECTORIES = 80;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Topics topics = new Topics("it.");
  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://it"));
  private final AvroSerde<Trajectory> trajectories =
      AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry);
  private final AvroSerde<AnalysisEvent> events =
      AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry);
  private final List<ConsumerRecord<byte[], byte[]>> committed = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @TempDir Path dir;

  private EmbeddedKafka kafka;
  private KafkaProducer<byte[], byte[]> producer;
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(dir.resolve("kafka"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicAdmin(admin).ensure(topics.specs(2));
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "max.request.size",
                Topics.MAX_RECORD_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "check",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topics.patches(), topics.deadLetters()));
  }

  @AfterEach
  void stop() {
    consumer.close();
    producer.close();
    kafka.close();
  }

  @Test
  void theBooksBalanceWithSlowFailingAndThrowingAnalysesOverARestart() throws Exception {
    FakeAnalyst analyst = new FakeAnalyst(AnalystStreamsIT::answer);
    for (int i = 0; i < TRAJECTORIES; i++) {
      send("t" + i, encoded(Trajectories.failure("t" + i)));
      if (i % 10 == 0) {
        send("t" + i, encoded(Trajectories.failure("t" + i)));
        send("garbage" + i, "garbage".getBytes(UTF_8));
      }
    }
    try (AnalystStreams streams = start(analyst)) {
      await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);
      await().atMost(PATIENCE).until(() -> finals().size() >= TRAJECTORIES / 4);
    }
    try (AnalystStreams streams = start(analyst)) {
      await().atMost(PATIENCE).until(() -> finals().size() >= TRAJECTORIES);
      await().atMost(PATIENCE).until(() -> deadLetters("decode").size() >= TRAJECTORIES / 10);
      assertThat(streams.stage().pending()).isZero();
    }
    poll();

    assertThat(idsOf(AnalysisKind.STARTED)).hasSize(TRAJECTORIES).doesNotHaveDuplicates();
    assertThat(finals()).hasSize(TRAJECTORIES).doesNotHaveDuplicates();
    assertThat(idsOf(AnalysisKind.PATCH_PROPOSED)).hasSize(TRAJECTORIES / 4 * 2);
    assertThat(idsOf(AnalysisKind.NO_LESSON)).hasSize(TRAJECTORIES / 4);
    assertThat(idsOf(AnalysisKind.FAILED)).hasSize(TRAJECTORIES / 4);
    assertThat(deadLetters("analysis")).hasSize(TRAJECTORIES / 4);
    assertThat(deadLetters("decode")).hasSize(TRAJECTORIES / 10);
    assertThat(failures).isEmpty();
  }

  @Test
  void theLargestTrajectoriesPassTheStoreTheChangelogAndTheDeadLetters() throws Exception {
    int framing = 200;
    byte[] largest = encoded(withText("huge", Topics.MAX_RECORD_BYTES - framing));
    assertThat(largest.length)
        .isBetween(Topics.MAX_RECORD_BYTES - framing, Topics.MAX_RECORD_BYTES);
    send("huge", largest);
    send("small", encoded(Trajectories.failure("small")));
    FakeAnalyst analyst =
        new FakeAnalyst(
            trajectory ->
                later(
                    () -> {
                      if (trajectory.getTrajectoryId().equals("huge")) {
                        throw new IllegalStateException("too much to read");
                      }
                      return FakeAnalyst.patch(trajectory);
                    }));
    try (AnalystStreams streams = start(analyst)) {
      await().atMost(PATIENCE).until(() -> finals().size() == 2);
      assertThat(streams.counts().failed()).isEqualTo(1);
    }

    assertThat(deadLetters("analysis"))
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isEqualTo(largest));
    assertThat(failures).isEmpty();
  }

  private static CompletionStage<Analysis> answer(Trajectory trajectory) {
    int number = Integer.parseInt(trajectory.getTrajectoryId().substring(1));
    return switch (number % 4) {
      case 0 -> CompletableFuture.completedFuture(FakeAnalyst.patch(trajectory));
      case 1 -> later(() -> FakeAnalyst.patch(trajectory));
      case 2 -> later(() -> new NoLesson("nothing new"));
      default -> {
        if (number % 8 == 3) {
          throw new IllegalStateException("thrown");
        }
        yield CompletableFuture.failedFuture(new IllegalStateException("failed"));
      }
    };
  }

  private static CompletionStage<Analysis> later(java.util.function.Supplier<Analysis> answer) {
    Executor delayed = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(answer, delayed);
  }

  private AnalystStreams start(FakeAnalyst analyst) {
    AnalystStreams streams =
        new AnalystStreams(
            AnalystConfig.defaults().withApplicationId("it-analyst").withMaxInFlight(8),
            topics,
            registry,
            analyst,
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "state.dir", dir.resolve("state").toString()));
    streams.start(failures::add);
    return streams;
  }

  private void send(String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topics.trajectories(), key.getBytes(UTF_8), value)).get();
  }

  private byte[] encoded(Trajectory trajectory) {
    return trajectories.serializer().serialize(topics.trajectories(), trajectory);
  }

  private static Trajectory withText(String id, int chars) {
    ContentPart text = new ContentPart("x".repeat(chars), null, null, null);
    return Trajectories.builder(id, OutcomeStatus.FAILURE)
        .setSteps(List.of(Step.newBuilder().setRole(Role.USER).setContent(List.of(text)).build()))
        .build();
  }

  private void poll() {
    consumer.poll(Duration.ofMillis(200)).forEach(committed::add);
  }

  private List<String> finals() {
    poll();
    return committedEvents().stream()
        .filter(event -> event.getKind() != AnalysisKind.STARTED)
        .map(AnalysisEvent::getTrajectoryId)
        .toList();
  }

  private List<String> idsOf(AnalysisKind kind) {
    return committedEvents().stream()
        .filter(event -> event.getKind() == kind)
        .map(AnalysisEvent::getTrajectoryId)
        .toList();
  }

  private List<AnalysisEvent> committedEvents() {
    return committed.stream()
        .filter(record -> record.topic().equals(topics.patches()))
        .map(record -> events.deserializer().deserialize(record.topic(), record.value()))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters(String stage) {
    poll();
    return committed.stream()
        .filter(record -> record.topic().equals(topics.deadLetters()))
        .filter(record -> DeadLetter.of(record.headers()).stage().equals(stage))
        .toList();
  }
}
