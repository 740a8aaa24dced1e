// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.async.AsyncStage;
import io.trace2skill.async.RetryPolicy;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.MergeTask;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * The topology of the merge stream with its asynchronous stage: analysis events and operators'
 * orders, both keyed by skill, through one processor to snapshots, versions, answers and dead
 * letters. It reads bytes, so that what cannot be used becomes a dead letter with its original
 * bytes.
 */
final class MergeTopology {

  private static final String PROCESSOR = "evolution";
  private static final String EVENTS = "patches";
  private static final String COMMANDS = "skill-commands";

  /** Attempts at the engine before the deterministic merge takes over. */
  private static final int ATTEMPTS = 3;

  private final AsyncStage<MergeTask, MergeResult> stage;
  private final Topology topology;

  /**
   * @param deterministic takes over what the engine fails to do
   */
  MergeTopology(
      MergeConfig config,
      Topics topics,
      SchemaRegistry registry,
      MergeEngine engine,
      MergeEngine deterministic) {
    this.stage =
        AsyncStage.builder(
                "merge",
                AvroSerde.of(MergeTask.class, MergeTask.getClassSchema(), registry),
                new MergeFunction(config, engine, deterministic))
            .maxInFlight(config.maxInFlight())
            .maxMessageBytes(Topics.MAX_RECORD_BYTES)
            .retry(RetryPolicy.transientFailures(ATTEMPTS))
            .timeout(config.callTimeout())
            .build();
    this.topology = build(config, topics, registry, engine.fingerprint());
  }

  Topology topology() {
    return topology;
  }

  AsyncStage<MergeTask, MergeResult> stage() {
    return stage;
  }

  private Topology build(
      MergeConfig config, Topics topics, SchemaRegistry registry, String fingerprint) {
    Intake intake =
        new Intake(
            topics,
            AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry)
                .deserializer(),
            AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry)
                .deserializer());
    Serializer<SkillSnapshot> snapshots =
        AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry).serializer();
    Serializer<CommandAnswer> answers =
        AvroSerde.of(CommandAnswer.class, CommandAnswer.getClassSchema(), registry).serializer();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Topology built =
        new Topology()
            .addSource(EVENTS, bytes, bytes, topics.patches())
            .addSource(COMMANDS, bytes, bytes, topics.skillCommands())
            .addProcessor(
                PROCESSOR,
                () -> new EvolutionProcessor(config, intake, stage, fingerprint),
                EVENTS,
                COMMANDS)
            .addStateStore(stage.store(), PROCESSOR);
    MergeStores.builders(registry).forEach(store -> built.addStateStore(store, PROCESSOR));
    StringSerializer text = new StringSerializer();
    ByteArraySerializer original = new ByteArraySerializer();
    return built
        .addSink(SinkPublisher.SNAPSHOTS, topics.skillSnapshots(), text, snapshots, PROCESSOR)
        .addSink(SinkPublisher.VERSIONS, topics.skillVersions(), text, snapshots, PROCESSOR)
        .addSink(SinkPublisher.ANSWERS, topics.skillAnswers(), text, answers, PROCESSOR)
        .addSink(SinkPublisher.REFUSED, topics.deadLetters(), original, original, PROCESSOR);
  }
}
