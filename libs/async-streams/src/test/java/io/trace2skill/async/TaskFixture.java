// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * One task that submits every value and forwards "VALUE=RESULT" or "VALUE!CAUSE", on the driver's
 * fake clock.
 */
final class TaskFixture implements AutoCloseable {

  final AsyncStage<String, String> stage;
  final TestInputTopic<String, String> input;
  final TestOutputTopic<String, String> output;
  final List<Completion<String, String>> completions = new ArrayList<>();
  private final TopologyTestDriver driver;
  private AsyncCalls<String, String> calls;
  private Consumer<Completion<String, String>> alsoOnCompletion = completion -> {};

  TaskFixture(
      Path stateDir,
      AsyncFunction<String, String> function,
      UnaryOperator<AsyncStageBuilder<String, String>> settings) {
    stage = settings.apply(AsyncStage.builder("calls", Serdes.String(), function)).build();
    Topology topology =
        new Topology()
            .addSource("source", new StringDeserializer(), new StringDeserializer(), "in")
            .addProcessor("processor", Submitter::new, "source")
            .addStateStore(stage.store(), "processor")
            .addSink("sink", "out", new StringSerializer(), new StringSerializer(), "processor");
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(0));
    input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    output = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
  }

  void submit(String... requests) {
    for (String request : requests) {
      input.pipeInput("key", request);
    }
  }

  /** Lets the stream thread look at what came meanwhile. */
  List<String> drain() {
    return drainAfter(Duration.ofMillis(1));
  }

  List<String> drainAfter(Duration time) {
    driver.advanceWallClockTime(time);
    return output.readValuesToList();
  }

  void onCompletion(Consumer<Completion<String, String>> action) {
    alsoOnCompletion = action;
  }

  AsyncCalls<String, String> calls() {
    return calls;
  }

  long stored() {
    long entries = 0;
    try (KeyValueIterator<Object, Object> all = driver.getKeyValueStore("calls-pending").all()) {
      for (; all.hasNext(); all.next()) {
        entries++;
      }
    }
    return entries;
  }

  /** Returns the value of the stage's metric of this name. */
  double metric(String name) {
    return driver.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().group().equals(TaskMetrics.GROUP))
        .filter(metric -> metric.getKey().name().equals(name))
        .map(metric -> (Double) metric.getValue().metricValue())
        .findFirst()
        .orElseThrow();
  }

  List<String> metricNames() {
    return driver.metrics().keySet().stream()
        .filter(name -> name.group().equals(TaskMetrics.GROUP))
        .map(MetricName::name)
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }

  private final class Submitter implements Processor<String, String, String, String> {

    private ProcessorContext<String, String> context;

    @Override
    public void init(ProcessorContext<String, String> processorContext) {
      context = processorContext;
      calls = stage.calls(processorContext, this::complete);
    }

    @Override
    public void process(Record<String, String> record) {
      calls.submit(record.value());
    }

    @Override
    public void close() {
      calls.close();
    }

    private void complete(Completion<String, String> completion) {
      completions.add(completion);
      alsoOnCompletion.accept(completion);
      String text =
          completion instanceof Completion.Succeeded<String, String> succeeded
              ? succeeded.request() + "=" + succeeded.result()
              : completion.request()
                  + "!"
                  + ((Completion.Failed<String, String>) completion).cause().getMessage();
      context.forward(new Record<>("key", text, 0));
    }
  }
}
