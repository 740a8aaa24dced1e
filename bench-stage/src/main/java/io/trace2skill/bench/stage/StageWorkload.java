// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import io.trace2skill.async.AsyncCalls;
import io.trace2skill.async.AsyncProcessorSupplier;
import io.trace2skill.async.AsyncStage;
import io.trace2skill.async.AsyncStreams;
import io.trace2skill.async.AsyncStreamsConfig;
import io.trace2skill.async.Completion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The asynchronous stage between two topics. */
final class StageWorkload implements Workload {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  @Override
  public Map<String, Double> run(Settings settings, Stop stop) throws Exception {
    TimedCalls<Record<byte[], byte[]>> calls =
        new TimedCalls<>(settings.number("latency.ms"), settings.number("result.bytes"));
    AsyncStage<Record<byte[], byte[]>, byte[]> stage =
        AsyncStage.builder(
                "bench",
                AsyncProcessorSupplier.records(Serdes.ByteArray(), Serdes.ByteArray()),
                calls)
            .maxInFlight(settings.number("in.flight"))
            .maxPendingPerTask(settings.number("pending"))
            .timeout(Duration.ofHours(1))
            .build();
    Samples untilHandled = new Samples(settings.number("warm.up"));
    Topology topology = topology(settings, stage, untilHandled);
    Map<String, Double> figures =
        settings.flag("polling")
            ? runPolling(topology, stage, settings, stop)
            : runWoken(topology, stage, settings, stop);
    figures.put("peak in flight", (double) calls.peak());
    figures.put("handled p50 ms", untilHandled.percentile(0.5));
    figures.put("handled p99 ms", untilHandled.percentile(0.99));
    return figures;
  }

  private static Topology topology(
      Settings settings, AsyncStage<Record<byte[], byte[]>, byte[]> stage, Samples untilHandled) {
    ByteArraySerializer serializer = new ByteArraySerializer();
    return new Topology()
        .addSource(
            "requests",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            settings.text("input"))
        .addProcessor("calls", () -> new Caller(stage, untilHandled), "requests")
        .addStateStore(stage.store(), "calls")
        .addSink("results", settings.text("output"), serializer, serializer, "calls");
  }

  private static Map<String, Double> runWoken(
      Topology topology, AsyncStage<?, ?> stage, Settings settings, Stop stop) throws Exception {
    try (AsyncStreams streams = new AsyncStreams(topology, stage, settings.kafka())) {
      streams.start(PlainStreamsWorkload::fail);
      stop.await();
      return figures(streams.kafkaStreams());
    }
  }

  /** Without the clients that wake and pause: completions wait for the end of a poll. */
  private static Map<String, Double> runPolling(
      Topology topology, AsyncStage<?, ?> stage, Settings settings, Stop stop) throws Exception {
    Properties properties = new Properties();
    properties.putAll(AsyncStreamsConfig.recommended());
    properties.put(StreamsConfig.POLL_MS_CONFIG, 100);
    properties.putAll(settings.kafka());
    KafkaStreams streams = new KafkaStreams(topology, properties);
    try {
      PlainStreamsWorkload.start(streams);
      stop.await();
      return figures(streams);
    } finally {
      streams.close(
          CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
              .withTimeout(CLOSE_TIMEOUT));
      stage.close();
    }
  }

  private static Map<String, Double> figures(KafkaStreams streams) throws Exception {
    Map<String, Double> figures = new HashMap<>(KafkaFigures.of(streams.metrics()));
    figures.putAll(ProcessFigures.now());
    return figures;
  }

  /** Calls for each record and forwards the answer under the record's key. */
  private static final class Caller implements Processor<byte[], byte[], byte[], byte[]> {

    private final AsyncStage<Record<byte[], byte[]>, byte[]> stage;
    private final Samples untilHandled;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private AsyncCalls<Record<byte[], byte[]>, byte[]> calls;

    Caller(AsyncStage<Record<byte[], byte[]>, byte[]> stage, Samples untilHandled) {
      this.stage = stage;
      this.untilHandled = untilHandled;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      context = processorContext;
      calls = stage.calls(processorContext, this::completed);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      calls.submit(record);
    }

    @Override
    public void close() {
      calls.close();
    }

    private void completed(Completion<Record<byte[], byte[]>, byte[]> completion) {
      if (completion instanceof Completion.Succeeded<Record<byte[], byte[]>, byte[]> succeeded) {
        untilHandled.add(Stamp.ageMs(succeeded.result()));
        context.forward(succeeded.request().withValue(succeeded.result()));
      }
    }
  }
}
