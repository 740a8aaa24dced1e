// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import static io.trace2skill.analyst.topology.Trajectories.SKILL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.NoLesson;
import io.trace2skill.analyst.Analysis.Verification;
import io.trace2skill.analyst.Analyst;
import io.trace2skill.async.RetryableException;
import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.avro.UsageRecord;
import io.trace2skill.llm.UnusableReplyException;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.EditOp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalystTopologyTest {

  private final Topics topics = new Topics("test.");
  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://test"));
  private final AvroSerde<Trajectory> trajectories =
      AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry);
  private final AvroSerde<SkillSnapshot> snapshots =
      AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry);

  @TempDir Path stateDir;

  private AnalystTopology topology;
  private TopologyTestDriver driver;

  @AfterEach
  void close() {
    driver.close();
    topology.stage().close();
  }

  @Test
  void aTrajectoryBecomesAStartedEventAndItsPatch() {
    run(FakeAnalyst.answering(FakeAnalyst::patch));
    send(Trajectories.failure("t1"));

    List<TestRecord<String, AnalysisEvent>> events = events();
    assertThat(events)
        .extracting(record -> record.value().getKind())
        .containsExactly(AnalysisKind.STARTED, AnalysisKind.PATCH_PROPOSED);
    assertThat(events)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo(SKILL);
              assertThat(record.timestamp()).isEqualTo(Trajectories.ENDED.toEpochMilli());
              assertThat(record.value().getTrajectoryId()).isEqualTo("t1");
              assertThat(record.value().getEventTime()).isEqualTo(Trajectories.ENDED);
              assertThat(record.value().getOutcome()).isEqualTo(AnalysedOutcome.FAILURE);
              assertThat(record.value().getEngine()).isEqualTo("fake-1");
            });
    AnalysisEvent proposed = events.get(1).value();
    assertThat(SkillRecords.toPatch("t1", proposed.getPatch()).edits())
        .singleElement()
        .returns(EditOp.APPEND_TO_SECTION, edit -> edit.op());
    assertThat(topology.counts()).isEqualTo(new AnalystCounts(1, 0, 0, 1, 0, 0));
  }

  @Test
  void theTimeOfTheRecordCountsForATrajectoryWithoutAnEnd() {
    run(FakeAnalyst.answering(FakeAnalyst::patch));
    Trajectory trajectory =
        Trajectories.builder("t1", OutcomeStatus.FAILURE).setEndedAt(null).build();
    input().pipeInput(bytes("t1"), encoded(trajectory), Instant.ofEpochMilli(77));

    assertThat(events())
        .allSatisfy(
            record -> {
              assertThat(record.timestamp()).isEqualTo(77);
              assertThat(record.value().getEventTime()).isEqualTo(Instant.ofEpochMilli(77));
            });
  }

  @Test
  void aTrajectoryThatWasAcceptedBeforeIsIgnored() {
    run(FakeAnalyst.answering(FakeAnalyst::patch));
    send(Trajectories.failure("t1"));
    send(Trajectories.failure("t1"));
    send(Trajectories.builder("t1", OutcomeStatus.FAILURE).setSkill("other").build());

    assertThat(events())
        .extracting(TestRecord::key)
        .containsExactly(SKILL, SKILL, "other", "other");
    assertThat(topology.counts().duplicates()).isEqualTo(1);
  }

  @Test
  void anIdIsForgottenAfterTheRetention() {
    run(
        new FakeAnalyst(t -> CompletableFuture.completedFuture(FakeAnalyst.patch(t))),
        configured(Signals.BOTH, Duration.ofMinutes(2)));
    send(Trajectories.failure("t1"));
    driver.advanceWallClockTime(Duration.ofMinutes(1));
    send(Trajectories.failure("t1"));
    assertThat(topology.counts().duplicates()).isEqualTo(1);

    driver.advanceWallClockTime(Duration.ofMinutes(2));
    send(Trajectories.failure("t1"));
    assertThat(topology.counts().accepted()).isEqualTo(2);
  }

  @Test
  void whatCannotBeDecodedGoesToTheDeadLettersAndNothingElseHappens() {
    run(FakeAnalyst.answering(FakeAnalyst::patch));
    input().pipeInput(bytes("k"), bytes("not avro"), Instant.ofEpochMilli(5));

    assertThat(events()).isEmpty();
    TestRecord<byte[], byte[]> dead = deadLetters().get(0);
    assertThat(dead.key()).isEqualTo(bytes("k"));
    assertThat(dead.value()).isEqualTo(bytes("not avro"));
    assertThat(dead.timestamp()).isEqualTo(5);
    DeadLetter letter = DeadLetter.of(dead.headers());
    assertThat(letter.reason()).contains("not in the Confluent wire format");
    assertThat(letter.stage()).isEqualTo("decode");
    assertThat(letter.origin()).isEqualTo("test.trajectories-0@0");
  }

  @Test
  void recordsWithoutValueIdSkillOrPossibleTimeAreDeadLetters() {
    run(FakeAnalyst.answering(FakeAnalyst::patch));
    input().pipeInput(new TestRecord<>(bytes("k"), null, Instant.ofEpochMilli(1)));
    send(Trajectories.failure(" "));
    send(Trajectories.builder("t1", OutcomeStatus.FAILURE).setSkill("").build());
    send(
        Trajectories.builder("t1", OutcomeStatus.FAILURE)
            .setEndedAt(Instant.ofEpochMilli(-1))
            .build());
    send(Trajectories.failure("good"));

    assertThat(deadLetters())
        .extracting(record -> DeadLetter.of(record.headers()).reason())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("no value"),
            reason -> assertThat(reason).contains("trajectoryId must have"),
            reason -> assertThat(reason).contains("skill must have"),
            reason -> assertThat(reason).contains("before 1970"));
    assertThat(events()).hasSize(2);
  }

  @Test
  void aFailedAnalysisIsReportedAndKeepsTheRecordAsADeadLetter() {
    run(
        FakeAnalyst.answering(
            trajectory -> {
              throw new IllegalStateException("the model is gone");
            }));
    Trajectory trajectory = Trajectories.failure("t1");
    send(trajectory);

    AnalysisEvent failed = events().get(1).value();
    assertThat(failed.getKind()).isEqualTo(AnalysisKind.FAILED);
    assertThat(failed.getReason()).isEqualTo("the model is gone");
    assertThat(failed.getAttempts()).isEqualTo(1);
    TestRecord<byte[], byte[]> dead = deadLetters().get(0);
    assertThat(dead.key()).isEqualTo(bytes("t1"));
    assertThat(dead.value()).isEqualTo(encoded(trajectory));
    assertThat(DeadLetter.of(dead.headers()))
        .isEqualTo(
            new DeadLetter(
                "the model is gone",
                "analysis",
                "java.lang.IllegalStateException",
                "test.trajectories-0@0"));
  }

  @Test
  void aFailedTrajectoryIsAnalysedAgainWhenAnOperatorAsks() {
    run(failingOnce());
    send(Trajectories.failure("t1"));
    send(Trajectories.failure("t1"));
    assertThat(topology.counts()).isEqualTo(new AnalystCounts(1, 1, 0, 0, 0, 1));

    sendAgain(Trajectories.failure("t1"));

    assertThat(events())
        .extracting(record -> record.value().getKind())
        .containsExactly(
            AnalysisKind.STARTED,
            AnalysisKind.FAILED,
            AnalysisKind.STARTED,
            AnalysisKind.PATCH_PROPOSED);
    assertThat(topology.counts()).isEqualTo(new AnalystCounts(2, 1, 0, 1, 0, 1));
  }

  @Test
  void whatDidNotFailIsNotAnalysedAgainEvenWhenAnOperatorAsks() {
    run(failingOnce());
    send(Trajectories.failure("t1"));
    sendAgain(Trajectories.failure("t1"));
    sendAgain(Trajectories.failure("t1"));

    assertThat(topology.counts()).isEqualTo(new AnalystCounts(2, 1, 0, 1, 0, 1));
  }

  private static Analyst failingOnce() {
    AtomicBoolean failed = new AtomicBoolean();
    return FakeAnalyst.answering(
        trajectory -> {
          if (failed.compareAndSet(false, true)) {
            throw new IllegalStateException("the model is gone");
          }
          return FakeAnalyst.patch(trajectory);
        });
  }

  private void sendAgain(Trajectory trajectory) {
    input()
        .pipeInput(
            new TestRecord<>(
                bytes(trajectory.getTrajectoryId()),
                encoded(trajectory),
                DeadLetter.retryHeaders("0@0"),
                Instant.ofEpochMilli(1)));
    driver.advanceWallClockTime(Duration.ofMillis(10));
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    FakeAnalyst analyst =
        new FakeAnalyst(
            trajectory -> CompletableFuture.failedFuture(new RetryableException("busy", null)));
    run(analyst);
    send(Trajectories.failure("t1"));
    for (int i = 0; i < 10; i++) {
      driver.advanceWallClockTime(Duration.ofSeconds(30));
    }

    assertThat(analyst.calls.get("t1")).hasValue(AnalystConfig.defaults().maxAttempts());
    assertThat(events().get(1).value())
        .returns(AnalysisKind.FAILED, AnalysisEvent::getKind)
        .returns(AnalystConfig.defaults().maxAttempts(), AnalysisEvent::getAttempts);
  }

  @Test
  void aPatchThatNoTopicTakesIsAFailureAndNotTheEndOfTheStream() {
    run(
        FakeAnalyst.answering(
            trajectory -> {
              var patch = FakeAnalyst.patch(trajectory).patch();
              return new Analysis.Proposed(
                  new io.trace2skill.skill.patch.Patch(
                      patch.trajectoryId(),
                      "x".repeat(Topics.MAX_RECORD_BYTES),
                      patch.edits(),
                      patch.changelog(),
                      patch.baseDigest()));
            }));
    send(Trajectories.failure("t1"));

    assertThat(events().get(1).value())
        .returns(AnalysisKind.FAILED, AnalysisEvent::getKind)
        .satisfies(event -> assertThat(event.getReason()).contains("at most"));
  }

  @Test
  void outcomesThatAreNotLearnedFromAreReportedWithoutAnalysis() {
    FakeAnalyst analyst = FakeAnalyst.answering(FakeAnalyst::patch);
    run(analyst, configured(Signals.ERRORS, Duration.ofDays(1)));
    send(Trajectories.with("success", OutcomeStatus.SUCCESS));
    send(Trajectories.with("failure", OutcomeStatus.FAILURE));
    send(Trajectories.with("unknown", OutcomeStatus.UNKNOWN));

    assertThat(reasonsById())
        .containsEntry(
            "success", "the signal is switched off: successes are not learned from (errors)")
        .hasEntrySatisfying("unknown", reason -> assertThat(reason).contains("is unknown"))
        .containsEntry("failure", "");
    assertThat(analyst.calls).containsOnlyKeys("failure");
    assertThat(topology.counts()).isEqualTo(new AnalystCounts(3, 0, 0, 1, 2, 0));
  }

  @Test
  void anAnalystMayFindNothingToLearn() {
    run(FakeAnalyst.answering(trajectory -> new NoLesson("all went well")));
    send(Trajectories.with("t1", OutcomeStatus.SUCCESS));

    assertThat(events().get(1).value())
        .returns(AnalysisKind.NO_LESSON, AnalysisEvent::getKind)
        .returns("all went well", AnalysisEvent::getReason);
  }

  @Test
  void everyOutcomeTellsWhatItUsedUp() {
    Usage usage = new Usage(3, 900, 400, 50, 12);
    run(
        new FakeAnalyst(
            trajectory ->
                switch (trajectory.getTrajectoryId()) {
                  case "patch" -> completed(proposed(trajectory, Verification.VERIFIED, usage));
                  case "none" -> completed(new NoLesson("all went well", usage));
                  case "failed" ->
                      CompletableFuture.failedFuture(
                          new IllegalStateException(
                              "no answer", new UnusableReplyException("not JSON", usage)));
                  default -> completed(FakeAnalyst.patch(trajectory));
                }));
    List.of("patch", "none", "failed", "free").forEach(id -> send(Trajectories.failure(id)));

    UsageRecord used = new UsageRecord(3L, 900L, 400L, 50L, 12L);
    assertThat(events())
        .extracting(TestRecord::value)
        .filteredOn(event -> event.getKind() != AnalysisKind.STARTED)
        .extracting(AnalysisEvent::getUsage)
        .containsExactly(used, used, used, null);
    assertThat(total("model-calls")).isEqualTo(9);
    assertThat(total("model-prompt-tokens")).isEqualTo(2700);
    assertThat(total("model-cost-micros")).isEqualTo(36);
  }

  @Test
  void theBooksAreAmongTheMetricsOfKafkaStreams() {
    run(
        FakeAnalyst.answering(
            trajectory ->
                trajectory.getTrajectoryId().equals("none")
                    ? new NoLesson("all went well")
                    : FakeAnalyst.patch(trajectory)));
    List.of("a", "none", "b", "a").forEach(id -> send(Trajectories.failure(id)));

    events();
    assertThat(total("accepted")).isEqualTo(3);
    assertThat(total("patched")).isEqualTo(2);
    assertThat(total("no-lesson")).isEqualTo(1);
    assertThat(total("duplicates")).isEqualTo(1);
  }

  private double total(String name) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().group().equals("trace2skill-analyst"))
        .filter(metric -> metric.getKey().name().equals(name + "-total"))
        .mapToDouble(metric -> (double) metric.getValue().metricValue())
        .sum();
  }

  @Test
  void aPatchThatCouldNotBeCheckedSaysSo() {
    run(
        FakeAnalyst.answering(
            trajectory ->
                proposed(
                    trajectory, Verification.valueOf(trajectory.getTrajectoryId()), Usage.NONE)));
    for (Verification verification : Verification.values()) {
      send(Trajectories.failure(verification.name()));
    }

    assertThat(events())
        .extracting(TestRecord::value)
        .filteredOn(AnalysisEvent::getUnverified)
        .extracting(AnalysisEvent::getTrajectoryId, AnalysisEvent::getKind)
        .containsExactly(tuple("UNVERIFIED", AnalysisKind.PATCH_PROPOSED));
  }

  private static CompletableFuture<Analysis> completed(Analysis analysis) {
    return CompletableFuture.completedFuture(analysis);
  }

  private static Analysis proposed(Trajectory trajectory, Verification verified, Usage usage) {
    return new Analysis.Proposed(FakeAnalyst.patch(trajectory).patch(), verified, usage);
  }

  @Test
  void analystsGetTheLatestVersionOfTheSkillAsBase() {
    FakeAnalyst analyst = FakeAnalyst.answering(FakeAnalyst::patch);
    run(analyst);
    send(Trajectories.failure("before"));
    SkillDirectory first = SkillDirectory.of(Map.of("SKILL.md", "one"));
    SkillDirectory second = SkillDirectory.of(Map.of("SKILL.md", "two"));
    publish(first);
    publish(second);
    send(Trajectories.failure("after"));

    assertThat(analyst.bases)
        .containsEntry("before", Optional.empty())
        .containsEntry("after", Optional.of(second));
  }

  @Test
  void aSnapshotThatCannotBeReadFailsAnalysesAndNotTheStream() {
    run(FakeAnalyst.answering(FakeAnalyst::patch));
    snapshotInput().pipeInput(SKILL, bytes("damaged"));
    send(Trajectories.failure("t1"));

    assertThat(events().get(1).value()).returns(AnalysisKind.FAILED, AnalysisEvent::getKind);
    assertThat(deadLetters()).hasSize(1);
  }

  private void run(Analyst analyst) {
    run(analyst, AnalystConfig.defaults());
  }

  private void run(Analyst analyst, AnalystConfig config) {
    topology = new AnalystTopology(config, topics, registry, analyst);
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "unused:1");
    properties.put("state.dir", stateDir.toString());
    driver = new TopologyTestDriver(topology.topology(), properties);
  }

  private static AnalystConfig configured(Signals signals, Duration dedupRetention) {
    AnalystConfig defaults = AnalystConfig.defaults();
    return new AnalystConfig(
        defaults.applicationId(),
        signals,
        defaults.maxInFlight(),
        defaults.maxPendingPerTask(),
        defaults.timeout(),
        defaults.maxAttempts(),
        dedupRetention,
        1);
  }

  private void send(Trajectory trajectory) {
    input()
        .pipeInput(
            bytes(trajectory.getTrajectoryId()), encoded(trajectory), Instant.ofEpochMilli(1));
    driver.advanceWallClockTime(Duration.ofMillis(10));
  }

  private void publish(SkillDirectory skill) {
    SkillSnapshot snapshot =
        SkillSnapshot.newBuilder()
            .setSkill(SKILL)
            .setVersion(1)
            .setDigest(skill.digest())
            .setCause(SnapshotCause.BASE)
            .setCreatedAt(Instant.EPOCH)
            .setFiles(SkillRecords.toRecords(skill))
            .build();
    snapshotInput()
        .pipeInput(SKILL, snapshots.serializer().serialize(topics.skillSnapshots(), snapshot));
  }

  private TestInputTopic<byte[], byte[]> input() {
    return driver.createInputTopic(
        topics.trajectories(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TestInputTopic<String, byte[]> snapshotInput() {
    return driver.createInputTopic(
        topics.skillSnapshots(), new StringSerializer(), new ByteArraySerializer());
  }

  private List<TestRecord<String, AnalysisEvent>> events() {
    TestOutputTopic<String, AnalysisEvent> output =
        driver.createOutputTopic(
            topics.patches(),
            new StringDeserializer(),
            AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry)
                .deserializer());
    return output.readRecordsToList();
  }

  private Map<String, String> reasonsById() {
    return events().stream()
        .map(TestRecord::value)
        .filter(event -> event.getKind() != AnalysisKind.STARTED)
        .collect(
            java.util.stream.Collectors.toMap(
                AnalysisEvent::getTrajectoryId,
                event -> event.getReason() == null ? "" : event.getReason()));
  }

  private List<TestRecord<byte[], byte[]>> deadLetters() {
    return driver
        .createOutputTopic(
            topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private byte[] encoded(Trajectory trajectory) {
    return trajectories.serializer().serialize(topics.trajectories(), trajectory);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
