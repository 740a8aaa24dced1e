// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.AnalysedOutcome;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.AnalysisKind;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowState;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Drives the merge topology with events and orders, and reads what it publishes. */
final class MergeDriver implements AutoCloseable {

  static final String SKILL = "sheets";
  static final Instant START = Instant.parse("2026-03-28T12:00:00Z");

  private final Topics topics = new Topics("");
  private final SchemaRegistry registry = SchemaRegistry.open(URI.create("mock://merge"));
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> events;
  private final TestInputTopic<String, byte[]> commands;
  private final Serializer<AnalysisEvent> eventSerializer;
  private final Serializer<SkillCommand> commandSerializer;
  private final TestOutputTopic<String, SkillSnapshot> snapshots;
  private final TestOutputTopic<String, SkillSnapshot> versions;
  private final TestOutputTopic<String, CommandAnswer> answers;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private int commandIds;

  MergeDriver(MergeConfig config, Path stateDir) {
    this(config, stateDir, new RulesMergeEngine(new DirectExecutor()));
  }

  MergeDriver(MergeConfig config, Path stateDir, MergeEngine engine) {
    MergeEngine deterministic = new RulesMergeEngine(new DirectExecutor());
    MergeTopology topology = new MergeTopology(config, topics, registry, engine, deterministic);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "merge");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(topology.topology(), properties, START);
    eventSerializer =
        AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry).serializer();
    commandSerializer =
        AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry).serializer();
    events =
        driver.createInputTopic(
            topics.patches(), new StringSerializer(), new ByteArraySerializer());
    commands =
        driver.createInputTopic(
            topics.skillCommands(), new StringSerializer(), new ByteArraySerializer());
    AvroSerde<SkillSnapshot> snapshotSerde =
        AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry);
    snapshots =
        driver.createOutputTopic(
            topics.skillSnapshots(), new StringDeserializer(), snapshotSerde.deserializer());
    versions =
        driver.createOutputTopic(
            topics.skillVersions(), new StringDeserializer(), snapshotSerde.deserializer());
    answers =
        driver.createOutputTopic(
            topics.skillAnswers(),
            new StringDeserializer(),
            AvroSerde.of(CommandAnswer.class, CommandAnswer.getClassSchema(), registry)
                .deserializer());
    deadLetters =
        driver.createOutputTopic(
            topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** An analysis that starts and proposes one lesson with the given observation. */
  void patch(String trajectory, String observation, Instant eventTime) {
    started(trajectory, eventTime);
    proposed(trajectory, observation, eventTime);
  }

  void patch(String trajectory, String observation) {
    patch(trajectory, observation, START);
  }

  void started(String trajectory, Instant eventTime) {
    event(SKILL, event(trajectory, AnalysisKind.STARTED, eventTime).build());
  }

  void proposed(String trajectory, String observation, Instant eventTime) {
    event(SKILL, proposal(trajectory, observation, eventTime).build());
  }

  /** An analysis that starts, and ends in what the event says. */
  void analysed(AnalysisEvent.Builder outcome) {
    started(outcome.getTrajectoryId(), START);
    event(SKILL, outcome.build());
  }

  static AnalysisEvent.Builder proposal(String trajectory, String observation, Instant eventTime) {
    Edit edit =
        Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("## Tool errors")
            .withContent("- **Avoid " + observation + ":** it fails.")
            .withGround(new Ground("tool-error", observation));
    Patch patch = new Patch(trajectory, "why", List.of(edit), List.of(), Optional.empty());
    return event(trajectory, AnalysisKind.PATCH_PROPOSED, eventTime)
        .setPatch(SkillRecords.toRecord(patch));
  }

  void noLesson(String trajectory) {
    started(trajectory, START);
    event(SKILL, event(trajectory, AnalysisKind.NO_LESSON, START).setReason("nothing").build());
  }

  void failed(String trajectory) {
    started(trajectory, START);
    event(SKILL, event(trajectory, AnalysisKind.FAILED, START).setReason("broken").build());
  }

  /** Orders the window closed and returns the order's id. */
  String closeWindow() {
    String id = "close-" + commandIds++;
    order(SKILL, command(id, CommandKind.CLOSE_WINDOW, List.of()));
    return id;
  }

  /** Gives an order that needs nothing but its kind and returns its answer. */
  CommandAnswer order(CommandKind kind) {
    return answerTo(command("order-" + commandIds++, kind, List.of()));
  }

  /** Orders a version back and returns the answer. */
  CommandAnswer rollBack(long version) {
    SkillCommand order = command("order-" + commandIds++, CommandKind.ROLLBACK, List.of());
    return answerTo(SkillCommand.newBuilder(order).setVersion(version).build());
  }

  private CommandAnswer answerTo(SkillCommand order) {
    order(SKILL, order);
    return answers().stream()
        .filter(answer -> answer.getCommandId().equals(order.getCommandId()))
        .findFirst()
        .orElseThrow();
  }

  void registerBase(String id, List<SkillFileRecord> files) {
    order(SKILL, command(id, CommandKind.REGISTER_BASE, files));
  }

  void event(String key, AnalysisEvent event) {
    event(key, eventSerializer.serialize(topics.patches(), event));
  }

  void event(String key, byte[] value) {
    events.pipeInput(key, value);
  }

  void order(String key, SkillCommand command) {
    commands.pipeInput(key, commandSerializer.serialize(topics.skillCommands(), command));
    settle();
  }

  void advance(Duration time) {
    driver.advanceWallClockTime(time);
    settle();
  }

  /** Completions are taken back by a punctuation each; a merge may lead to the next one. */
  private void settle() {
    for (int i = 0; i < 20; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(2));
    }
  }

  List<SkillSnapshot> versions() {
    return versions.readValuesToList();
  }

  List<SkillSnapshot> snapshots() {
    return snapshots.readValuesToList();
  }

  /** Returns the answers that were not read yet. */
  List<CommandAnswer> answers() {
    return answers.readValuesToList();
  }

  /** Returns the latest version as readers of the topic see it: the last record, or null. */
  Map<String, SkillSnapshot> latest() {
    return snapshots.readKeyValuesToMap();
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return deadLetters.readRecordsToList();
  }

  /** Returns how many windows that are not settled have to answer the order. */
  long waiting(String commandId) {
    return Prefixes.all(driver.<String, WindowState>getKeyValueStore(MergeStores.WINDOWS)).stream()
        .filter(window -> window.getCommandIds().contains(commandId))
        .count();
  }

  SettledStore settled() {
    return new SettledStore(driver.getKeyValueStore(MergeStores.SETTLED));
  }

  long entries(String store) {
    List<Object> keys = new ArrayList<>();
    try (var all = driver.<String, Object>getKeyValueStore(store).all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys.size();
  }

  @Override
  public void close() {
    driver.close();
  }

  static List<String> support(SkillSnapshot snapshot, int edit) {
    return SkillRecords.toSourcedEdit(snapshot.getEdits().get(edit), snapshot.getTrajectories())
        .support()
        .stream()
        .toList();
  }

  static List<SkillFileRecord> skill(String... bodyLines) {
    String body = String.join("\n", Arrays.asList(bodyLines));
    String text =
        "---\nname: " + SKILL + "\ndescription: Work on sheets.\n---\n\n# Sheets\n\n" + body + "\n";
    return List.of(new SkillFileRecord("SKILL.md", text, ""));
  }

  static AnalysisEvent.Builder event(String trajectory, AnalysisKind kind, Instant eventTime) {
    return AnalysisEvent.newBuilder()
        .setKind(kind)
        .setTrajectoryId(trajectory)
        .setSkill(SKILL)
        .setEventTime(eventTime)
        .setOutcome(AnalysedOutcome.FAILURE);
  }

  private static SkillCommand command(String id, CommandKind kind, List<SkillFileRecord> files) {
    return SkillCommand.newBuilder()
        .setKind(kind)
        .setCommandId(id)
        .setSkill(SKILL)
        .setIssuedAt(START)
        .setFiles(files)
        .build();
  }

  /** Runs work at once on the caller's thread. */
  static final class DirectExecutor extends AbstractExecutorService {
    @Override
    public void execute(Runnable command) {
      command.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
