// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportSettings;
import io.trace2skill.analyst.importer.TrajectoryImporter;
import io.trace2skill.analyst.rules.RulesAnalyst;
import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.analyst.topology.AnalystStreams;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
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
import io.trace2skill.skill.SkillDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A cluster with both streams, as operators run it, that evolves skills for ever. */
final class LiveDeployment implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PARTITIONS = 3;

  private final Topics topics = new Topics("live.");
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final String registryUrl;
  private final SchemaRegistry registry;
  private final EmbeddedKafka kafka;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final AnalystStreams analysts;
  private final MergeStreams merge;

  LiveDeployment(Path dir) throws IOException, ExecutionException, InterruptedException {
    registryUrl = dir.resolve("schemas.avsc").toUri().toString();
    registry = SchemaRegistry.open(registryUrl, Map.of());
    kafka = EmbeddedKafka.start(dir.resolve("kafka"));
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    admin = Admin.create(settings);
    new TopicAdmin(admin).ensure(topics.specs(PARTITIONS));
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    Map<String, Object> streams = new HashMap<>(settings);
    streams.put("state.dir", dir.resolve("streams").toString());
    analysts =
        new AnalystStreams(AnalystConfig.defaults(), topics, registry, new RulesAnalyst(), streams);
    merge =
        new MergeStreams(
            MergeConfig.defaults(WindowPolicy.untilCommand()),
            topics,
            registry,
            new RulesMergeEngine(),
            streams);
    analysts.start(failures::add);
    merge.start(failures::add);
  }

  /** Runs a command on this cluster. */
  CommandRun run(String... arguments) {
    return CommandRun.of(arguments(arguments).toArray(String[]::new));
  }

  /** Returns the arguments of a command on this cluster. */
  List<String> arguments(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    all.addAll(List.of("--schema-registry", registryUrl, "--topic-prefix", topics.prefix()));
    return all;
  }

  /** Puts trajectories that ended at that time into the log. */
  void ingest(String skill, Instant endedAt, Stream<String> lines) {
    byte[] all = lines.collect(Collectors.joining()).getBytes(UTF_8);
    new TrajectoryImporter(ImportSettings.forSkill(skill))
        .read(
            "-",
            new ByteArrayInputStream(all),
            result -> {
              Trajectory read = ((Imported) result).trajectory();
              send(
                  topics.trajectories(),
                  read.getTrajectoryId(),
                  endedAt.toEpochMilli(),
                  Trajectory.newBuilder(read).setEndedAt(endedAt).build());
            });
    producer.flush();
  }

  /** Waits until windows of the skill have taken so many outcomes. */
  void awaitOutcomes(String skill, long outcomes) {
    await()
        .atMost(PATIENCE)
        .until(() -> !failures.isEmpty() || merge.queries().outcomes(skill) == outcomes);
    if (!failures.isEmpty()) {
      throw new AssertionError("the live deployment failed", failures.get(0));
    }
  }

  /** Registers a base and waits for its version. */
  void registerBase(String skill, SkillDirectory base) {
    order(skill, CommandKind.REGISTER_BASE, base);
    await().atMost(PATIENCE).until(() -> version(skill) == 1);
  }

  /** Closes the skill's window and waits for the next version. */
  void closeWindow(String skill) {
    long before = version(skill);
    order(skill, CommandKind.CLOSE_WINDOW, new SkillDirectory(new TreeMap<>()));
    await().atMost(PATIENCE).until(() -> version(skill) == before + 1);
  }

  private void order(String skill, CommandKind kind, SkillDirectory files) {
    SkillCommand order =
        SkillCommand.newBuilder()
            .setKind(kind)
            .setCommandId(kind + "-" + Instant.now())
            .setSkill(skill)
            .setIssuedAt(Instant.now())
            .setFiles(SkillRecords.toRecords(files))
            .build();
    send(topics.skillCommands(), skill, Instant.now().toEpochMilli(), order);
    producer.flush();
  }

  private <T extends SpecificRecord> void send(String topic, String key, long time, T value) {
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) value.getClass();
    byte[] bytes =
        AvroSerde.of(type, value.getSchema(), registry).serializer().serialize(topic, value);
    var unused = producer.send(new ProducerRecord<>(topic, null, time, key, bytes));
  }

  long version(String skill) {
    return merge.queries().skill(skill).map(SkillSnapshot::getVersion).orElse(0L);
  }

  /** Returns the files of the latest version. */
  SkillDirectory skill(String skill) {
    return SkillRecords.toDirectory(merge.queries().skill(skill).orElseThrow().getFiles());
  }

  /** Returns the end of each partition of the live topics. */
  Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    topics
        .specs(PARTITIONS)
        .forEach(
            spec -> {
              for (int number = 0; number < PARTITIONS; number++) {
                asked.put(new TopicPartition(spec.name(), number), OffsetSpec.latest());
              }
            });
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked).all().get().forEach((place, end) -> ends.put(place, end.offset()));
    return ends;
  }

  /** Waits until nothing is written any more. */
  void awaitQuiet() throws ExecutionException, InterruptedException {
    AtomicReference<Map<TopicPartition, Long>> last = new AtomicReference<>(ends());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              Map<TopicPartition, Long> now = ends();
              return last.getAndSet(now).equals(now);
            });
  }

  /** Returns the topics and consumer groups that belong to an evolution. */
  Set<String> belongingTo(String evolution) throws ExecutionException, InterruptedException {
    Set<String> names = new TreeSet<>(admin.listTopics().names().get());
    admin.listGroups().all().get().stream().map(GroupListing::groupId).forEach(names::add);
    names.removeIf(name -> !name.startsWith(topics.prefix() + "evolution." + evolution + "."));
    return names;
  }

  @Override
  public void close() {
    analysts.close();
    merge.close();
    producer.close();
    admin.close();
    kafka.close();
    registry.close();
  }
}
