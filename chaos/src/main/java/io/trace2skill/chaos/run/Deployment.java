// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brokers, registry, model and instances. */
final class Deployment implements AutoCloseable {

  /** Patches that close a window: small, so that versions come often. */
  private static final int WINDOW = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CampaignSettings settings;
  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
  private final Brokers brokers;
  private final Model model;
  private final SchemaRegistry registry;
  private final Map<String, String> configuration;
  private final List<Instance> instances = new ArrayList<>();

  /** Starts all but the instances. */
  Deployment(CampaignSettings settings)
      throws IOException, ExecutionException, InterruptedException {
    this.settings = settings;
    Path directory = Files.createDirectories(settings.directory());
    this.brokers = new Brokers(settings.brokers(), directory);
    this.model = new Model(settings);
    Path schemas = directory.resolve("schemas.txt");
    this.registry = SchemaRegistry.open(schemas.toUri());
    registerAll();
    this.configuration = configuration(schemas);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      if (!brokers.awaitInSync(PATIENCE)) {
        throw new IOException("the brokers do not start; see the logs in " + directory);
      }
      new TopicAdmin(admin).ensure(topics.specs(settings.partitions()));
    }
  }

  private void registerAll() {
    registry.register(topics.trajectories() + "-value", Trajectory.getClassSchema());
    registry.register(topics.patches() + "-value", AnalysisEvent.getClassSchema());
    registry.register(topics.skillVersions() + "-value", SkillSnapshot.getClassSchema());
    registry.register(topics.skillCommands() + "-value", SkillCommand.getClassSchema());
  }

  private Map<String, String> configuration(Path schemas) {
    Map<String, String> keys = new HashMap<>();
    keys.put("bootstrap.servers", brokers.bootstrapServers());
    keys.put("schema.registry.url", schemas.toUri().toString());
    keys.put("topic.prefix", topics.prefix());
    keys.put("topic.partitions", Integer.toString(settings.partitions()));
    keys.put("http.listen", "127.0.0.1:0");
    keys.put("engine", "llm");
    keys.put("in.flight", Integer.toString(settings.inFlight()));
    keys.put("llm.base.url", model.baseUrl());
    keys.put("llm.model", "fake");
    keys.put("kafka.session.timeout.ms", Long.toString(settings.session().toMillis()));
    keys.put("kafka.heartbeat.interval.ms", Long.toString(settings.session().toMillis() / 4));
    if (settings.journal()) {
      keys.put("journal.enabled", "true");
    }
    return keys;
  }

  /** Makes all instances and starts them. */
  void startInstances() throws IOException, InterruptedException {
    for (int i = 1; i <= settings.analysts(); i++) {
      instances.add(instance(Role.ANALYST, "analyst-" + i));
    }
    for (int i = 1; i <= settings.merges(); i++) {
      instances.add(instance(Role.MERGE, "merge-" + i));
    }
    for (Instance instance : instances) {
      instance.start();
    }
  }

  /** Makes one more instance, which is not started and not among {@link #instances}. */
  Instance instance(Role role, String name) throws IOException, InterruptedException {
    Map<String, String> keys = new HashMap<>(configuration);
    if (role == Role.MERGE) {
      keys.put("window.size", "none");
      keys.put("window.idle", "none");
      keys.put("window.min.evidence", "1");
      keys.put("window.max.patches", Integer.toString(WINDOW));
    } else {
      keys.put("llm.error.analysis", "single-call");
    }
    keys.putAll(settings.extra());
    return new Instance(
        role,
        name,
        settings.bare(),
        settings.staticMembers(),
        settings.directory().resolve(name),
        keys);
  }

  List<Instance> instances() {
    return List.copyOf(instances);
  }

  Brokers brokers() {
    return brokers;
  }

  Model model() {
    return model;
  }

  Topics topics() {
    return topics;
  }

  SchemaRegistry registry() {
    return registry;
  }

  /** Orders the open windows of those skills closed. */
  void closeWindows(Iterable<String> skills) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (String skill : skills) {
        producer.send(new ProducerRecord<>(topics.skillCommands(), skill, close(skill))).get();
      }
    }
  }

  private byte[] close(String skill) {
    Instant now = Instant.now();
    return AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry)
        .serializer()
        .serialize(
            topics.skillCommands(),
            SkillCommand.newBuilder()
                .setKind(CommandKind.CLOSE_WINDOW)
                .setCommandId("close-" + skill + "-" + now.toEpochMilli())
                .setSkill(skill)
                .setIssuedAt(now)
                .setDescription("end of the campaign")
                .build());
  }

  @Override
  public void close() {
    for (Instance instance : instances) {
      instance.close();
    }
    model.close();
    brokers.close();
    registry.close();
  }
}
