// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncProcessorSupplierTest {

  private static final Serde<String> STRINGS = Serdes.String();

  @TempDir Path stateDir;

  private TopologyTestDriver driver;
  private TestInputTopic<String, String> input;
  private TestOutputTopic<String, String> output;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void outputsKeepTimestampAndHeaders() {
    start(supplier -> supplier);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1, 2}).add("empty", null);
    input.pipeInput(new TestRecord<>("k", "v", headers, 1234L));
    drain();
    assertThat(output.readRecordsToList())
        .containsExactly(new TestRecord<>("k", "v!", headers, 1234L));
  }

  @Test
  void takesNullKeysAndNullValues() {
    start(supplier -> supplier);
    input.pipeInput(null, "v", 1);
    input.pipeInput("k", null, 2);
    drain();
    assertThat(output.readKeyValuesToList())
        .containsExactly(KeyValue.pair(null, "v!"), KeyValue.pair("k", "null!"));
  }

  @Test
  void tellsOfAcceptanceBeforeTheResult() {
    start(supplier -> supplier.onAccept(record -> List.of(record.withValue("accepted"))));
    input.pipeInput("k", "v");
    assertThat(output.readValuesToList()).containsExactly("accepted");
    drain();
    assertThat(output.readValuesToList()).containsExactly("v!");
  }

  @Test
  void turnsFailuresIntoOutputs() {
    start(
        supplier ->
            supplier.onFailure(
                (record, cause) -> List.of(record.withValue("no: " + cause.getMessage()))));
    input.pipeInput("k", "bad", 7);
    drain();
    assertThat(output.readRecordsToList())
        .containsExactly(new TestRecord<>("k", "no: bad", new RecordHeaders(), 7L));
  }

  @Test
  void stopsTheThreadOnAFailureThatNobodyHandles() {
    start(supplier -> supplier);
    input.pipeInput("k", "bad");
    assertThatThrownBy(this::drain).hasStackTraceContaining("failed for good");
  }

  private void start(
      UnaryOperator<AsyncProcessorSupplier<String, String, String, String>> settings) {
    AsyncStage<Record<String, String>, List<Record<String, String>>> stage =
        AsyncStage.builder(
                "calls",
                AsyncProcessorSupplier.records(STRINGS, STRINGS),
                AsyncProcessorSupplierTest::answer)
            .build();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(STRINGS, STRINGS))
        .process(settings.apply(new AsyncProcessorSupplier<>(stage)))
        .to("out", Produced.with(STRINGS, STRINGS));
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(builder.build(), config);
    input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    output = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
  }

  private void drain() {
    driver.advanceWallClockTime(Duration.ofMillis(1));
  }

  private static CompletionStage<List<Record<String, String>>> answer(
      Record<String, String> record) {
    return "bad".equals(record.value())
        ? CompletableFuture.failedFuture(new IllegalArgumentException("bad"))
        : CompletableFuture.completedFuture(List.of(record.withValue(record.value() + "!")));
  }
}
