// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportSettings;
import io.trace2skill.analyst.importer.TrajectoryImporter;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both services as processes of their own, with a broker and a registry that they share. */
final class ServicesIT {

  private static final int BATCH = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Topics topics = new Topics("it.");
  private final List<SkillSnapshot> versions = new ArrayList<>();

  @TempDir private Path dir;

  @Test
  void bothLearnStopCleanlyAndGoOn() throws Exception {
    int port = EmbeddedKafka.freePort();
    List<String> analystLines = new ArrayList<>(cluster(port));
    analystLines.add("instance.id=analyst-1");
    analystLines.add("log.json=true");
    List<String> mergeLines = new ArrayList<>(cluster(port));
    mergeLines.addAll(List.of("window.max.patches=" + BATCH, "window.min.evidence=2"));
    ServiceRun early = ServiceRun.start("analyst-stream", dir.resolve("analyst"), analystLines);
    early.awaitPage("/ready", "the brokers at 127.0.0.1:" + port + " do not answer yet");
    assertThat(early.page("/live")).isEqualTo("live\n");
    try (EmbeddedKafka broker = EmbeddedKafka.start(dir.resolve("kafka"), port);
        ServiceRun analyst = early;
        ServiceRun merge = ServiceRun.start("merge-stream", dir.resolve("merge"), mergeLines)) {
      analyst.awaitReady();
      merge.awaitReady();
      send(broker, "first", 0);
      awaitVersion(broker, 1);
      assertThat(analyst.page("/metrics"))
          .contains("trace2skill_analyst_accepted_total 6.0")
          .contains("trace2skill_streams_restarts_total 0.0")
          .contains("kafka_stream_thread_");
      assertThat(merge.page("/metrics")).contains("trace2skill_merge_succeeded_total");
      assertThat(analyst.terminate()).as(analyst.log()).isZero();
      assertThat(merge.terminate()).as(merge.log()).isZero();
      assertThat(analyst.log().lines().filter(line -> line.startsWith("{")))
          .isNotEmpty()
          .allSatisfy(line -> new ObjectMapper().readTree(line));

      List<String> wrongTopics = new ArrayList<>(cluster(port));
      wrongTopics.set(wrongTopics.size() - 1, "topic.partitions=3");
      try (ServiceRun wrong = ServiceRun.start("merge-stream", dir.resolve("wrong"), wrongTopics)) {
        assertThat(wrong.awaitEnd()).isEqualTo(1);
        assertThat(wrong.log()).contains("topic.partitions does not fit");
      }

      send(broker, "second", 2);
      try (ServiceRun analystAgain =
              ServiceRun.start("analyst-stream", dir.resolve("analyst"), analystLines);
          ServiceRun mergeAgain =
              ServiceRun.start("merge-stream", dir.resolve("merge"), mergeLines)) {
        awaitVersion(broker, 2);
        assertThat(analystAgain.terminate()).as(analystAgain.log()).isZero();
        assertThat(mergeAgain.terminate()).as(mergeAgain.log()).isZero();
      }
    }
  }

  @Test
  void aWrongConfigurationEndsWithTwoAndSaysAllThatIsWrong() throws Exception {
    List<String> lines = new ArrayList<>(cluster(1));
    lines.addAll(List.of("window.siez=1d", "in.flight=none"));
    try (ServiceRun merge = ServiceRun.start("merge-stream", dir.resolve("merge"), lines)) {
      assertThat(merge.awaitEnd()).isEqualTo(2);
      assertThat(merge.log())
          .contains("unknown key window.siez; did you mean window.size?")
          .contains("in.flight must be a whole number from 1 to 10000, not 'none'");
    }
  }

  private List<String> cluster(int port) {
    return List.of(
        "bootstrap.servers=127.0.0.1:" + port,
        "schema.registry.url=" + dir.resolve("registry").toUri(),
        "topic.prefix=" + topics.prefix(),
        "topic.partitions=1");
  }

  private SchemaRegistry registry() {
    return SchemaRegistry.open(dir.resolve("registry").toUri());
  }

  private void send(EmbeddedKafka broker, String batch, int firstError) throws Exception {
    AvroSerde<Trajectory> serde =
        AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry());
    try (KafkaProducer<String, Trajectory> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            serde.serializer())) {
      for (int i = 0; i < BATCH; i++) {
        Trajectory trajectory = trajectory(batch + "-" + i, firstError + i % 2);
        producer
            .send(
                new ProducerRecord<>(
                    topics.trajectories(), trajectory.getTrajectoryId(), trajectory))
            .get();
      }
    }
  }

  private static Trajectory trajectory(String id, int error) {
    List<ImportResult> results = new ArrayList<>();
    String line = Trajectories.failing(id, error);
    new TrajectoryImporter(ImportSettings.forSkill("calculator"))
        .read(id, new ByteArrayInputStream(line.getBytes(UTF_8)), results::add);
    assertThat(results).hasSize(1).first().isInstanceOf(ImportResult.Imported.class);
    return ((ImportResult.Imported) results.get(0)).trajectory();
  }

  private void awaitVersion(EmbeddedKafka broker, long version) {
    AvroSerde<SkillSnapshot> serde =
        AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry());
    versions.clear();
    try (KafkaConsumer<String, SkillSnapshot> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "reader-" + version,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            serde.deserializer())) {
      consumer.subscribe(List.of(topics.skillVersions()));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(published -> versions.add(published.value()));
                return versions.stream().anyMatch(v -> v.getVersion() == version);
              });
    }
  }
}
