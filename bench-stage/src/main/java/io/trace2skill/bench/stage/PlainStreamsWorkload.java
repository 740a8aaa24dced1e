// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams as one would write it first: the call is made in {@code mapValues}. */
final class PlainStreamsWorkload implements Workload {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  @Override
  public Map<String, Double> run(Settings settings, Stop stop) throws Exception {
    int latencyMs = settings.number("latency.ms");
    int resultBytes = settings.number("result.bytes");
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(settings.text("input"), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .mapValues(value -> call(latencyMs, resultBytes))
        .to(settings.text("output"), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    KafkaStreams streams = new KafkaStreams(builder.build(), properties);
    try {
      start(streams);
      stop.await();
      Map<String, Double> figures = new HashMap<>(KafkaFigures.of(streams.metrics()));
      figures.putAll(ProcessFigures.now());
      return figures;
    } finally {
      streams.close(
          CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
              .withTimeout(CLOSE_TIMEOUT));
    }
  }

  /** Starts an instance that replaces threads that die, as operators do. */
  static void start(KafkaStreams streams) {
    streams.setUncaughtExceptionHandler(
        failure -> {
          System.err.println("a stream thread died: " + failure);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
  }

  /** Ends the process: what is measured has failed. */
  static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private static byte[] call(int latencyMs, int resultBytes) {
    if (latencyMs > 0) {
      sleep(latencyMs);
    }
    return Stamp.result(resultBytes);
  }

  /** The call itself, which blocks its thread. */
  static void sleep(int latencyMs) {
    try {
      Thread.sleep(latencyMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
