// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A real application instance: topic "NAME-in", one stage, topic "NAME-out". A call that fails for
 * good ends its stream thread, and another takes over.
 */
final class RunningApp implements AutoCloseable {

  final AsyncStage<Record<String, String>, List<Record<String, String>>> stage;
  private final KafkaStreams streams;

  RunningApp(
      EmbeddedKafka kafka,
      Path stateDir,
      String name,
      AsyncFunction<String, String> function,
      UnaryOperator<AsyncStageBuilder<Record<String, String>, List<Record<String, String>>>>
          stageSettings,
      Map<String, Object> streamsSettings) {
    stage =
        stageSettings
            .apply(
                AsyncStage.builder(
                    "calls",
                    AsyncProcessorSupplier.records(Serdes.String(), Serdes.String()),
                    new Answering(function)))
            .build();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(name + "-in", Consumed.with(Serdes.String(), Serdes.String()))
        .process(new AsyncProcessorSupplier<>(stage))
        .to(name + "-out", Produced.with(Serdes.String(), Serdes.String()));
    Topology topology = builder.build();
    Map<String, Object> config = new HashMap<>(AsyncStreamsConfig.recommended());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 10000);
    config.putAll(streamsSettings);
    Properties properties = new Properties();
    properties.putAll(config);
    streams = new KafkaStreams(topology, properties, new AsyncKafkaClientSupplier(topology, stage));
    streams.setUncaughtExceptionHandler(e -> StreamThreadExceptionResponse.REPLACE_THREAD);
    streams.start();
  }

  boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(20)));
    stage.close();
  }

  /** Calls the function with the value and answers with the record under the result. */
  private record Answering(AsyncFunction<String, String> function)
      implements AsyncFunction<Record<String, String>, List<Record<String, String>>> {

    @Override
    public CompletionStage<List<Record<String, String>>> start(Record<String, String> record) {
      CompletableFuture<String> call = function.start(record.value()).toCompletableFuture();
      CompletableFuture<List<Record<String, String>>> answer =
          new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean interrupt) {
              return call.cancel(interrupt) && super.cancel(interrupt);
            }
          };
      var unused = call.whenComplete((result, failure) -> settle(answer, record, result, failure));
      return answer;
    }

    private static void settle(
        CompletableFuture<List<Record<String, String>>> answer,
        Record<String, String> record,
        String result,
        Throwable failure) {
      if (failure == null) {
        answer.complete(List.of(record.withValue(result)));
      } else {
        answer.completeExceptionally(failure);
      }
    }

    @Override
    public void close() {
      function.close();
    }
  }
}
