// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import io.trace2skill.service.http.Measure;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;

/** One life of a service's streams. Thread-safe. */
public interface StreamsInstance extends AutoCloseable {

  /**
   * Starts the instance and returns at once.
   *
   * @param onFailure told why, from any thread, when the instance shuts itself down
   */
  void start(Consumer<Throwable> onFailure);

  /** Returns the Kafka Streams client, for its state and its metrics; not to be closed. */
  KafkaStreams kafkaStreams();

  /** Returns what else keeps the service from its work, such as a refused key; mostly nothing. */
  List<String> missing();

  /** Returns the service's own numbers; the same ones at each call. */
  List<Measure> measures();

  /** Stops the instance and waits, about half a minute at most, until it has. */
  @Override
  void close();
}
