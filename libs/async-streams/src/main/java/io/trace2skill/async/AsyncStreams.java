// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One running instance of a topology with an asynchronous stage: Kafka Streams with the recommended
 * settings and the clients that the stage needs. Thread-safe.
 */
public final class AsyncStreams implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final AsyncStage<?, ?> stage;
  private final KafkaStreams streams;
  private final GroupMembershipOperation onClose;

  /**
   * Prepares an instance; {@link #start} runs it.
   *
   * @param topology has the stage's store and processor
   * @param stage closed with this instance
   * @param settings of Kafka Streams and its clients; they override {@link
   *     AsyncStreamsConfig#recommended}
   */
  public AsyncStreams(Topology topology, AsyncStage<?, ?> stage, Map<String, ?> settings) {
    this.stage = stage;
    this.onClose = onClose(settings);
    this.streams =
        new KafkaStreams(
            topology, properties(settings), new AsyncKafkaClientSupplier(topology, stage));
  }

  /**
   * Starts the instance and returns at once.
   *
   * @param onFailure told why, from a stream thread, when the instance shuts itself down
   */
  public void start(Consumer<Throwable> onFailure) {
    streams.setUncaughtExceptionHandler(
        failure -> {
          onFailure.accept(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
  }

  /** Returns the Kafka Streams client, for its state and for queries; not to be closed. */
  public KafkaStreams kafkaStreams() {
    return streams;
  }

  /**
   * Stops the instance: running calls are cancelled and made again after the next start. Waits at
   * most 30 seconds. Leaves the group, so that another instance goes on at once, unless it is a
   * static member, which is expected to come back.
   */
  @Override
  public void close() {
    streams.close(CloseOptions.groupMembershipOperation(onClose).withTimeout(CLOSE_TIMEOUT));
    stage.close();
  }

  private static GroupMembershipOperation onClose(Map<String, ?> settings) {
    boolean staticMember =
        settings.keySet().stream()
            .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    return staticMember
        ? GroupMembershipOperation.REMAIN_IN_GROUP
        : GroupMembershipOperation.LEAVE_GROUP;
  }

  private static Properties properties(Map<String, ?> settings) {
    Map<String, Object> merged = new HashMap<>(AsyncStreamsConfig.recommended());
    merged.putAll(settings);
    Properties properties = new Properties();
    properties.putAll(merged);
    return properties;
  }
}
