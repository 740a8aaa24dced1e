// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.async.AsyncStreams;
import io.trace2skill.async.StageMetrics;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One running instance of the merge stream: the one door for a service and for the run on one
 * machine. The topics must exist. Thread-safe.
 */
public final class MergeStreams implements AutoCloseable {

  /** Names the consumer group, whose committed offsets tell how far the merging is. */
  public static final String APPLICATION_ID = "trace2skill-merge";

  private final MergeTopology topology;
  private final AsyncStreams streams;

  /**
   * Prepares an instance; {@link #start} runs it.
   *
   * @param config settings of the stream
   * @param topics names of the topics
   * @param registry the schema registry; not closed
   * @param engine merges; closed with this instance
   * @param kafka settings of Kafka Streams and its clients: {@code bootstrap.servers} and {@code
   *     state.dir} at least. They override the recommended ones
   */
  public MergeStreams(
      MergeConfig config,
      Topics topics,
      SchemaRegistry registry,
      MergeEngine engine,
      Map<String, ?> kafka) {
    this.topology = new MergeTopology(config, topics, registry, engine, new RulesMergeEngine());
    this.streams = new AsyncStreams(topology.topology(), topology.stage(), settings(kafka));
  }

  /**
   * Starts the instance and returns at once.
   *
   * @param onFailure told why, from a stream thread, when the instance shuts itself down
   */
  public void start(Consumer<Throwable> onFailure) {
    streams.start(onFailure);
  }

  /** Returns the state of the instance. */
  public KafkaStreams.State state() {
    return streams.kafkaStreams().state();
  }

  /** Returns the Kafka Streams client, for its state and its metrics; not to be closed. */
  public KafkaStreams kafkaStreams() {
    return streams.kafkaStreams();
  }

  /** Returns what the merges of this instance do now. */
  public StageMetrics stage() {
    return topology.stage().metrics();
  }

  /** Returns read-only views of what this instance holds. */
  public EvolutionQueries queries() {
    return new EvolutionQueries(streams.kafkaStreams());
  }

  /**
   * Stops the instance: running merges are cancelled and done again after the next start. Waits at
   * most 30 seconds. Leaves the group, so that another instance goes on at once, unless it is a
   * static member, which is expected to come back.
   */
  @Override
  public void close() {
    streams.close();
  }

  private static Map<String, Object> settings(Map<String, ?> kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.MAX_RECORD_BYTES);
    settings.putAll(kafka);
    return settings;
  }
}
