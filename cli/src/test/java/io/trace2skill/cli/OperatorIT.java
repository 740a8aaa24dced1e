// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trace2skill.avro.Agent;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' commands against a broker, as a user gives them. */
final class OperatorIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  private static EmbeddedKafka broker;
  private static int port;
  private static int deployments;

  @TempDir private Path dir;
  private Topics topics;

  @BeforeAll
  static void startBroker() throws IOException {
    port = EmbeddedKafka.freePort();
    broker = EmbeddedKafka.start(shared.resolve("kafka"), port);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** Each test has topics of its own. */
  @BeforeEach
  void createTopics() {
    topics = new Topics("d" + ++deployments + ".");
    assertThat(run("topics", "--create", "--partitions", "2").exitCode()).isZero();
  }

  @Test
  void topicsAreShownCreatedAndCompared() {
    CommandRun again = run("topics");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains(topics.patches()).doesNotContain("missing");

    CommandRun other = run("topics", "--partitions", "3", "--json");
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(json(other).get(0).path("verdict").asText()).isEqualTo("wrong");

    topics = new Topics("none.");
    CommandRun missing = run("topics");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.out()).contains("missing  none.patches").contains("--create");

    CommandRun tooMany = run("topics", "--create", "--replication-factor", "3");
    assertThat(tooMany.exitCode()).isEqualTo(1);
    assertThat(tooMany.err().lines()).hasSize(1);
  }

  @Test
  void ingestIsDurableTellsBadLinesAndMayBeRepeated() throws IOException {
    Path file = dir.resolve("runs.jsonl");
    Files.writeString(file, Runs.jsonl(0, 5) + "{no json\n" + Runs.jsonl(2, 3));

    CommandRun first = run("ingest", "--skill", "tickets", file.toString(), "--json");
    assertThat(first.exitCode()).isEqualTo(3);
    assertThat(first.err()).contains("runs.jsonl:6");
    assertThat(json(first))
        .isEqualTo(
            JSON.readTree(
                ("{'skill':'tickets','topic':'%s','read':7,'durable':5,'duplicates':1,"
                        + "'rejected':1,'newDeadLetters':1,'refused':0}")
                    .formatted(topics.trajectories())
                    .replace('\'', '"')));
    assertThat(records(topics.trajectories()))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder("run-00000", "run-00001", "run-00002", "run-00003", "run-00004");

    CommandRun second = run("ingest", "--skill", "tickets", file.toString(), "--json");
    assertThat(json(second).path("newDeadLetters").asInt()).isZero();
    assertThat(records(topics.deadLetters())).hasSize(1);
  }

  @Test
  void ingestReadsStandardInputAndRefusesTopicsThatAreNotThere() {
    CommandRun piped =
        CommandRun.reading(Runs.jsonl(0, 2), command("ingest", "--skill", "tickets", "-"));
    assertThat(piped.exitCode()).as(piped.err()).isZero();
    assertThat(piped.out()).contains("2 trajectories of tickets are durable");

    topics = new Topics("none.");
    CommandRun nowhere =
        CommandRun.reading(Runs.jsonl(0, 2), command("ingest", "--skill", "tickets", "-"));
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).contains("no topic none.trajectories").contains("--create");
  }

  @Test
  void deadLettersAreListedShownAndSentBackOnce() {
    Trajectory trajectory = trajectory("t1", "tickets");
    byte[] bytes =
        AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry())
            .serializer()
            .serialize(topics.trajectories(), trajectory);
    DeadLetter failed =
        new DeadLetter("the model is gone", "analysis", "x", topics.trajectories() + "-0@4");
    letter("t1", bytes, failed);
    letter("a:1", "{no".getBytes(UTF_8), new DeadLetter("no JSON", "import", "malformed", "a:1"));

    JsonNode all = json(run("dead-letters", "list", "--json"));
    assertThat(all).hasSize(2);
    JsonNode ours =
        json(run("dead-letters", "list", "--skill", "tickets", "--since", "1h", "--json")).get(0);
    assertThat(ours.path("reason").asText()).isEqualTo("the model is gone");
    assertThat(json(run("dead-letters", "list", "--reason", "JSON", "--json"))).hasSize(1);
    assertThat(run("dead-letters", "list").out()).contains("the model is gone", "2 dead letters");

    String id = ours.path("id").asText();
    CommandRun shown = run("dead-letters", "show", id);
    assertThat(shown.out()).contains("skill    tickets").contains("\"trajectoryId\":\"t1\"");
    assertThat(run("dead-letters", "show", "0@999").exitCode()).isEqualTo(3);

    CommandRun retried = run("dead-letters", "retry", "--stage", "analysis");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(retried.out()).contains(id + " is sent back to " + topics.trajectories());
    assertThat(run("dead-letters", "retry", id).out()).contains("was sent back before");
    assertThat(records(topics.trajectories()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo("t1");
              assertThat(record.value()).isEqualTo(bytes);
              assertThat(DeadLetter.isRetry(record.headers())).isTrue();
            });
    assertThat(json(run("dead-letters", "list", "--json"))).hasSize(2);

    CommandRun refused = run("dead-letters", "retry", "--stage", "import");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).contains("ingest it again");
  }

  @Test
  void aVersionIsPulledOnceAndHostileOnesAreNot() {
    publish("tickets", 1, Map.of("SKILL.md", "one"));
    publish("tickets", 2, Map.of("SKILL.md", "two"));
    Path target = dir.resolve(".claude/skills");

    CommandRun latest = run("pull", "tickets", "--to", target.toString(), "--json");
    assertThat(latest.exitCode()).as(latest.err()).isZero();
    assertThat(json(latest).path("version").asInt()).isEqualTo(2);
    assertThat(target.resolve("tickets/SKILL.md")).hasContent("two");
    CommandRun again = run("pull", "tickets", "--to", target.toString(), "--json");
    assertThat(json(again).path("outcome").asText()).isEqualTo("unchanged");

    assertThat(run("pull", "tickets", "--to", target.toString(), "--version", "1").exitCode())
        .isZero();
    assertThat(target.resolve("tickets/SKILL.md")).hasContent("one");
    assertThat(run("pull", "tickets", "--to", target.toString(), "--version", "9").exitCode())
        .isEqualTo(3);
    assertThat(run("pull", "nothing", "--to", target.toString()).exitCode()).isEqualTo(3);

    publish("tickets", 3, Map.of("SKILL.md", "three", "../../escaped.md", "x"));
    CommandRun hostile = run("pull", "tickets", "--to", target.toString());
    assertThat(hostile.exitCode()).isEqualTo(1);
    assertThat(dir.resolve("escaped.md")).doesNotExist();
    assertThat(dir.resolve(".claude/escaped.md")).doesNotExist();
  }

  @Test
  void aWatchFollowsASkillOverARestartOfTheBrokerAndEndsWithZero() throws Exception {
    publish("tickets", 1, Map.of("SKILL.md", "one"));
    Path skills = dir.resolve("skills");
    Process watch = startWatch(skills);
    try {
      Path skill = skills.resolve("tickets/SKILL.md");
      awaitContent(skill, "one");
      broker.close();
      broker = EmbeddedKafka.start(shared.resolve("kafka"), port);
      publish("tickets", 2, Map.of("SKILL.md", "two"));
      awaitContent(skill, "two");
      send(topics.skillSnapshots(), "tickets", null);
      await().atMost(Duration.ofSeconds(60)).until(() -> !Files.exists(skills.resolve("tickets")));

      watch.destroy();
      assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.exitValue()).isZero();
      try (Stream<String> lines = Files.lines(dir.resolve("watched"))) {
        assertThat(lines)
            .hasSize(3)
            .allSatisfy(
                line ->
                    assertThat(JSON.readTree(line).path("skill").asText()).isEqualTo("tickets"));
      }
    } finally {
      watch.destroyForcibly();
    }
  }

  @Test
  void theDoctorFindsNothingWrongAndTellsWhatIs() {
    CommandRun well = run("doctor", "--json", "--state-dir", dir.toString());
    assertThat(well.exitCode()).as(well.out()).isZero();
    assertThat(json(well)).hasSizeGreaterThan(8);

    topics = new Topics("none.");
    CommandRun ill = run("doctor");
    assertThat(ill.exitCode()).isEqualTo(1);
    assertThat(ill.out()).contains("FAIL").contains("none.trajectories: it does not exist");
  }

  private Process startWatch(Path skills) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(Trace2SkillCommand.class.getName());
    line.addAll(
        List.of(
            command("watch", "tickets", "--to", skills.toString(), "--remove-deleted", "--json")));
    return new ProcessBuilder(line)
        .redirectOutput(dir.resolve("watched").toFile())
        .redirectError(dir.resolve("watch-errors").toFile())
        .start();
  }

  private static void awaitContent(Path file, String content) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> Files.readString(file).equals(content));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(command(arguments));
  }

  private String[] command(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--bootstrap-servers", "127.0.0.1:" + port));
    line.addAll(List.of("--schema-registry", registryUrl()));
    line.addAll(List.of("--topic-prefix", topics.prefix()));
    return line.toArray(String[]::new);
  }

  private static String registryUrl() {
    return shared.resolve("registry.json").toUri().toString();
  }

  private static JsonNode json(CommandRun run) {
    try {
      return JSON.readTree(run.out());
    } catch (IOException e) {
      throw new AssertionError(run.out() + run.err(), e);
    }
  }

  private void publish(String skill, long version, Map<String, String> files) {
    SkillDirectory directory = SkillDirectory.of(files);
    SkillSnapshot snapshot =
        SkillSnapshot.newBuilder()
            .setSkill(skill)
            .setVersion(version)
            .setDigest(directory.digest())
            .setCause(SnapshotCause.BASE)
            .setCreatedAt(Instant.EPOCH)
            .setFiles(SkillRecords.toRecords(directory))
            .build();
    byte[] value =
        AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry())
            .serializer()
            .serialize(topics.skillSnapshots(), snapshot);
    send(topics.skillVersions(), skill + "@" + version, value);
    send(topics.skillSnapshots(), skill, value);
  }

  private static SchemaRegistry registry() {
    return SchemaRegistry.open(URI.create(registryUrl()));
  }

  private static Trajectory trajectory(String id, String skill) {
    return Trajectory.newBuilder()
        .setTrajectoryId(id)
        .setSkill(skill)
        .setTask(new Task())
        .setAgent(new Agent())
        .setOutcome(new Outcome(OutcomeStatus.FAILURE, null, null, List.of()))
        .setSource(new Source())
        .build();
  }

  private void letter(String key, byte[] value, DeadLetter why) {
    send(new ProducerRecord<>(topics.deadLetters(), null, null, key, value, why.headers()));
  }

  private void send(String topic, String key, byte @Nullable [] value) {
    send(new ProducerRecord<>(topic, key, value));
  }

  private static void send(ProducerRecord<String, byte[]> record) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + port),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", "127.0.0.1:" + port,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }
}
