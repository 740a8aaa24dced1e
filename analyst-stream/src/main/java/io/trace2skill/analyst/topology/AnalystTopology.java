// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analyst;
import io.trace2skill.async.AsyncFunction;
import io.trace2skill.async.AsyncStage;
import io.trace2skill.async.RetryPolicy;
import io.trace2skill.async.RetryableException;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.AvroSerde;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SchemaRegistryUnavailableException;
import io.trace2skill.schemas.Topics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The topology of the analyst stream with its asynchronous stage: trajectories, without those that
 * were accepted before, through the analyst to patches and dead letters; the skills beside it as a
 * global table.
 */
final class AnalystTopology {

  private static final String PROCESSOR = "analyst";

  /** A pending trajectory with its summary and key, and the framing of a batch around it. */
  static final int MAX_PENDING_BYTES = Topics.MAX_RECORD_BYTES + 1024 * 1024;

  private final Topology topology;
  private final AsyncStage<AcceptedTrajectory, Analysis> stage;
  private final Counters counters = new Counters();
  private final Bases bases;

  AnalystTopology(AnalystConfig config, Topics topics, SchemaRegistry registry, Analyst analyst) {
    Deserializer<Trajectory> trajectories =
        AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry).deserializer();
    this.bases =
        new Bases(
            topics.skillSnapshots(),
            AvroSerde.of(SkillSnapshot.class, SkillSnapshot.getClassSchema(), registry)
                .deserializer());
    AsyncFunction<AcceptedTrajectory, Analysis> analysis =
        accepted -> {
          try {
            return analyst.analyse(
                accepted.trajectory(topics.trajectories(), trajectories),
                bases.latest(accepted.summary().skill()));
          } catch (SchemaRegistryUnavailableException e) {
            throw new RetryableException("the schema registry does not answer", e);
          }
        };
    this.stage =
        AsyncStage.builder(PROCESSOR, new AcceptedTrajectorySerde(), analysis)
            .maxInFlight(config.maxInFlight())
            .maxPendingPerTask(config.maxPendingPerTask())
            .maxMessageBytes(MAX_PENDING_BYTES)
            .retry(RetryPolicy.transientFailures(config.maxAttempts()))
            .timeout(config.timeout())
            .build();
    AnalystParts parts =
        new AnalystParts(
            config,
            topics,
            stage,
            new Intake(topics.trajectories(), trajectories),
            bases,
            new AnalysisEvents(analyst.fingerprint()),
            AvroSerde.of(AnalysisEvent.class, AnalysisEvent.getClassSchema(), registry)
                .serializer(),
            counters);
    this.topology = build(parts);
  }

  Topology topology() {
    return topology;
  }

  AsyncStage<AcceptedTrajectory, Analysis> stage() {
    return stage;
  }

  Bases bases() {
    return bases;
  }

  AnalystCounts counts() {
    return counters.counts();
  }

  private static Topology build(AnalystParts parts) {
    Topics topics = parts.topics();
    StreamsBuilder builder = new StreamsBuilder();
    // Bytes, so that a snapshot that cannot be decoded fails an analysis and not the global thread.
    builder.globalTable(
        topics.skillSnapshots(),
        Consumed.with(Serdes.String(), Serdes.ByteArray()),
        Materialized.<String, byte[], KeyValueStore<Bytes, byte[]>>as(Bases.STORE)
            .withKeySerde(Serdes.String())
            .withValueSerde(Serdes.ByteArray()));
    builder.addStateStore(parts.stage().store());
    builder.addStateStore(SeenTrajectories.store(parts.config().dedupRetention()));
    builder.stream(topics.trajectories(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(
            () -> new AnalystProcessor(parts),
            Named.as(PROCESSOR),
            parts.stage().store().name(),
            SeenTrajectories.STORE);
    return builder
        .build()
        .addSink(
            AnalystProcessor.PATCHES,
            topics.patches(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            PROCESSOR)
        .addSink(
            AnalystProcessor.DEAD_LETTERS,
            topics.deadLetters(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            PROCESSOR);
  }
}
