// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.merge.RulesMergeEngine;
import io.trace2skill.merge.WindowPolicy;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands about versions, as an operator gives them, against a running merge stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant DAY = Instant.parse("2026-03-28T12:00:00Z");

  private final Topics topics = new Topics("ops.");
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  private Path dir = Path.of("");
  private URI registryFile;
  private SchemaRegistry registry;
  private EmbeddedKafka kafka;
  private MergeStreams merge;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    dir = directory;
    registryFile = dir.resolve("registry.json").toUri();
    registry = SchemaRegistry.open(URI.create("file://" + registryFile.getPath()));
    // Commands and stream open the file for themselves, and read it when they do.
    for (Schema schema :
        List.of(
            SkillCommand.getClassSchema(),
            CommandAnswer.getClassSchema(),
            SkillSnapshot.getClassSchema())) {
      registry.register(schema.getName(), schema);
    }
    kafka = EmbeddedKafka.start(dir.resolve("kafka"));
    try (Admin admin = Admin.create(clients())) {
      new TopicAdmin(admin).ensure(topics.specs(2));
    }
    merge =
        new MergeStreams(
            MergeConfig.defaults(WindowPolicy.untilCommand()),
            topics,
            registry,
            new RulesMergeEngine(),
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "state.dir", dir.resolve("state").toString()));
    merge.start(failures::add);
  }

  @AfterAll
  void stop() {
    merge.close();
    kafka.close();
    assertThat(failures).isEmpty();
  }

  private Map<String, Object> clients() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private CommandRun run(String... args) {
    return CommandRun.of(withCluster(kafka.bootstrapServers(), topics.prefix(), args));
  }

  private String[] withCluster(String servers, String prefix, String... args) {
    return Stream.concat(
            Stream.of(args),
            Stream.of(
                "--bootstrap-servers",
                servers,
                "--schema-registry",
                "file://" + registryFile.getPath(),
                "--topic-prefix",
                prefix))
        .toArray(String[]::new);
  }

  private CommandRun done(String... args) {
    CommandRun run = run(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run;
  }

  private static JsonNode json(CommandRun run) throws Exception {
    return JsonMapper.builder().build().readTree(run.out());
  }

  /** Lets so many trajectories observe the same, and returns when the windows have them. */
  private void observe(String skill, String observation, int trajectories) throws Exception {
    long before = merge.queries().outcomes(skill);
    try (KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(clients(), new StringSerializer(), new ByteArraySerializer());
        AvroSerde<AnalysisEvent> events =
            AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry)) {
      for (int i = 0; i < trajectories; i++) {
        AnalysisEvent event = event(skill, observation, observation + "-" + i);
        byte[] value = events.serializer().serialize(topics.patches(), event);
        producer.send(new ProducerRecord<>(topics.patches(), skill, value)).get();
      }
    }
    await().atMost(PATIENCE).until(() -> merge.queries().outcomes(skill) == before + trajectories);
  }

  private static AnalysisEvent event(String skill, String observation, String trajectory) {
    Edit edit =
        Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("## Tool errors")
            .withContent("- **Avoid " + observation + ":** it fails.")
            .withGround(new Ground("tool-error", observation));
    Patch patch = new Patch(trajectory, "why", List.of(edit), List.of(), Optional.empty());
    return AnalysisEvent.newBuilder()
        .setKind(AnalysisKind.PATCH_PROPOSED)
        .setTrajectoryId(trajectory)
        .setSkill(skill)
        .setEventTime(DAY)
        .setOutcome(AnalysedOutcome.FAILURE)
        .setPatch(SkillRecords.toRecord(patch))
        .build();
  }

  private Path skillDirectory(String skill, String body) throws Exception {
    Path directory = Files.createDirectories(dir.resolve("bases").resolve(skill));
    String front = "---\nname: %s\ndescription: Work on %s.\n---\n\n# Work\n\n";
    Files.writeString(directory.resolve("SKILL.md"), front.formatted(skill, skill) + body + "\n");
    return directory;
  }

  @Test
  void anOperatorFollowsASkillThroughItsLife() throws Exception {
    String base = skillDirectory("sheets", "## Tool errors\n\n- Mind the formulas.").toString();
    assertThat(done("base", "sheets", "--from", base).out())
        .isEqualTo("sheets: published version 1, the new base\n");
    assertThat(done("base", "sheets", "--from", base).out()).contains("has these files already");

    observe("sheets", "stale values", 4);
    assertThat(done("close", "sheets").out()).isEqualTo("sheets: published version 2\n");
    assertThat(done("close", "sheets").out()).contains("no window was open");
    observe("sheets", "merged cells", 5);
    JsonNode closed = json(done("close", "sheets", "--json"));
    assertThat(closed.get("outcome").asText()).isEqualTo("done");
    assertThat(closed.get("version").asLong()).isEqualTo(3);

    assertThat(done("diff", "sheets", "1", "2").out())
        .startsWith("--- a/SKILL.md\n+++ b/SKILL.md\n")
        .contains("\n+- **Avoid stale values:** it fails.\n");
    assertBlame();

    assertThat(done("rollback", "sheets", "--to", "2").out())
        .isEqualTo("sheets: published version 4 with the files of version 2\n");
    assertThat(done("diff", "sheets", "2", "4").out()).isEmpty();
    assertThat(done("pin", "sheets").out()).contains("until it is unpinned");
    CommandRun refused = run("rollback", "sheets", "--to", "1");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("trace2skill: refused: the skill is pinned");
    assertThat(done("skills").out()).containsPattern("sheets +4 .* rollback to 2 .* pinned\n");
    done("unpin", "sheets");
    assertThat(done("skills").out()).doesNotContain("pinned");

    List<String> causes = new ArrayList<>();
    json(done("history", "sheets", "--json"))
        .forEach(version -> causes.add(version.get("version") + " " + version.get("cause")));
    assertThat(causes)
        .containsExactly("1 \"base\"", "2 \"evolution\"", "3 \"evolution\"", "4 \"rollback\"");
    assertThat(done("history", "sheets").out().lines()).hasSize(5);
  }

  private void assertBlame() throws Exception {
    String text = done("blame", "sheets", "SKILL.md").out();
    assertThat(text)
        .containsPattern("1 base +\\| - Mind the formulas\\.")
        .contains(
            "2 evolution: stale values-0, stale values-1, stale values-2 and 1 more | - **Avoid stale values:** it fails.");
    JsonNode lines =
        json(done("blame", "sheets", "--version", "3", "--json")).at("/files/SKILL.md");
    Map<String, Long> versions = new HashMap<>();
    lines.forEach(line -> versions.put(line.get("text").asText(), line.get("version").asLong()));
    assertThat(versions)
        .containsEntry("- Mind the formulas.", 1L)
        .containsEntry("- **Avoid stale values:** it fails.", 2L)
        .containsEntry("- **Avoid merged cells:** it fails.", 3L);
    assertThat(lines.findValues("trajectories").stream().mapToInt(JsonNode::size))
        .containsExactlyInAnyOrder(4, 5);
  }

  @Test
  void aDeletedSkillIsGoneUntilSomethingCreatesItAgain() throws Exception {
    observe("slides", "small fonts", 3);
    done("close", "slides");
    String[] delete = withCluster(kafka.bootstrapServers(), topics.prefix(), "delete", "slides");
    CommandRun unsure = CommandRun.reading("n\n", delete);
    assertThat(unsure.exitCode()).isEqualTo(1);
    assertThat(unsure.err()).contains("Delete the skill 'slides'", "nothing was deleted");
    assertThat(done("skills").out()).contains("slides");

    CommandRun sure = CommandRun.reading("y\n", delete);
    assertThat(sure.out()).contains("slides: the skill is deleted; its versions are kept");
    assertThat(run("skills", "--json").out()).doesNotContain("slides");
    assertThat(run("history", "slides").err()).contains("the skill is deleted");
    assertThat(done("delete", "slides", "--yes").out()).contains("deleted already");
    assertThat(done("rollback", "slides", "--to", "1").out()).contains("published version 2");
    assertThat(done("skills").out()).containsPattern("slides +2 ");
  }

  @Test
  void whatIsNotThereIsSaidAndWhatThereIs() throws Exception {
    done("base", "mail", "--from", skillDirectory("mail", "Be brief.").toString());
    assertSaid(run("history", "male"), 1, "there is no skill 'male'; there are: ", "mail");
    assertSaid(run("pin", "male"), 1, "there is no skill 'male'");
    assertSaid(run("diff", "mail", "1", "9"), 1, "there is no version 9; there are 1 to 1");
    assertSaid(run("rollback", "mail", "--to", "9"), 1, "refused: there is no version 9");
    assertSaid(run("blame", "mail", "REFERENCE.md"), 1, "no file 'REFERENCE.md'; it has: SKILL.md");
    assertSaid(run("close", "Not A Name"), 2, "lower-case");
    assertSaid(run("base", "mail", "--from", dir.resolve("no").toString()), 1, "no directory");
    assertSaid(
        run("base", "other", "--from", dir.resolve("bases/mail").toString()), 1, "no valid skill");
  }

  @Test
  void aClusterThatIsNotThereOrHasNoSuchTopicsIsSaidSoon() throws Exception {
    Path hasty =
        Files.writeString(
            dir.resolve("hasty.properties"),
            "default.api.timeout.ms=500\nrequest.timeout.ms=500\n");
    CommandRun nobody =
        CommandRun.of(
            withCluster("localhost:1", "ops.", "skills", "--command-config", hasty.toString()));
    assertSaid(nobody, 1, "no broker at localhost:1 gave an answer in time");
    CommandRun noTopics =
        CommandRun.of(withCluster(kafka.bootstrapServers(), "other.", "close", "sheets"));
    assertSaid(noTopics, 1, "there is no topic other.skill-answers", "--topic-prefix");
    CommandRun noHost = CommandRun.of(withCluster("no-such-host.invalid:9092", "ops.", "skills"));
    assertSaid(noHost, 1, "check --bootstrap-servers");
  }

  private static void assertSaid(CommandRun run, int exitCode, String... said) {
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anOrderThatNobodyAnswersIsNotForgotten() throws Exception {
    Topics silent = new Topics("silent.");
    try (Admin admin = Admin.create(clients())) {
      new TopicAdmin(admin).ensure(silent.specs(1));
    }
    CommandRun run =
        CommandRun.of(
            withCluster(kafka.bootstrapServers(), "silent.", "close", "sheets", "--timeout", "1"));
    assertSaid(run, 1, "no answer within 1 seconds", "stays given");
  }
}
