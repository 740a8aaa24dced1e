// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.async.AsyncStreams;
import io.trace2skill.async.StageMetrics;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One running instance of the analyst stream: the one door for a service and for the run on one
 * machine. The topics must exist. Thread-safe.
 */
public final class AnalystStreams implements AutoCloseable {

  private final AnalystTopology topology;
  private final AsyncStreams streams;

  /**
   * Prepares an instance; {@link #start} runs it.
   *
   * @param config settings of the stream
   * @param topics names of the topics
   * @param registry the schema registry; not closed
   * @param analyst does the analyses; not closed
   * @param kafka settings of Kafka Streams and its clients: {@code bootstrap.servers} and {@code
   *     state.dir} at least. They override the recommended ones
   */
  public AnalystStreams(
      AnalystConfig config,
      Topics topics,
      SchemaRegistry registry,
      Analyst analyst,
      Map<String, ?> kafka) {
    this.topology = new AnalystTopology(config, topics, registry, analyst);
    this.streams = new AsyncStreams(topology.topology(), topology.stage(), settings(config, kafka));
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

  /**
   * Returns the version of the skill that analyses which start now see: a registered base or a
   * published one. Empty when there is none yet, or no task has started.
   */
  public OptionalLong version(String skill) {
    return topology.bases().version(skill);
  }

  /** Returns what this instance did since it started. */
  public AnalystCounts counts() {
    return topology.counts();
  }

  /** Returns what the analyses of this instance do now. */
  public StageMetrics stage() {
    return topology.stage().metrics();
  }

  /**
   * Stops the instance: running analyses are cancelled and done again after the next start. Waits
   * at most 30 seconds. Leaves the group, so that another instance goes on at once, unless it is a
   * static member, which is expected to come back.
   */
  @Override
  public void close() {
    streams.close();
  }

  private static Map<String, Object> settings(AnalystConfig config, Map<String, ?> kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        AnalystTopology.MAX_PENDING_BYTES);
    settings.putAll(kafka);
    return settings;
  }
}
