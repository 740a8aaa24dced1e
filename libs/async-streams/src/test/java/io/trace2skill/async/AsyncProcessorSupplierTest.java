// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.SerializationException;
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

  private static final Map<String, Object> DEAD_LETTER_SETTINGS =
      Map.of(
          "processing.exception.handler",
          DeadLetterExceptionHandler.class.getName(),
          "errors.dead.letter.queue.topic.name",
          "dead");

  @TempDir Path stateDir;

  private AsyncStage<Record<String, String>, List<Record<String, String>>> stage;

  private TopologyTestDriver driver;
  private TestInputTopic<String, String> input;
  private TestOutputTopic<String, String> output;

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
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

  @Test
  void skipsFailuresWhenTold() {
    start(AsyncProcessorSupplier::skipFailures);
    input.pipeInput("k", "bad");
    input.pipeInput("k", "v");
    drain();
    assertThat(output.readValuesToList()).containsExactly("v!");
    assertThat(stage.metrics().failed()).isEqualTo(1);
    assertThat(stage.metrics().pending()).isZero();
  }

  @Test
  void makesFailuresDeadLettersLikeThoseOfKafkaStreams() {
    start(supplier -> supplier.deadLetters(STRINGS, STRINGS), DEAD_LETTER_SETTINGS);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1});
    input.pipeInput(new TestRecord<>("k0", "v", headers, 6L));
    input.pipeInput(new TestRecord<>("k1", "bad", headers, 7L));
    input.pipeInput(new TestRecord<>(null, "bad", headers, 8L));
    drain();
    drain();
    drain();
    assertThat(output.readRecordsToList())
        .as("without the headers of the stage")
        .containsExactly(new TestRecord<>("k0", "v!", headers, 6L));
    List<TestRecord<String, String>> letters = deadLetters();
    assertThat(letters).extracting(TestRecord::key).containsExactly("k1", null);
    TestRecord<String, String> letter = letters.get(0);
    assertThat(letter.value()).isEqualTo("bad");
    assertThat(letter.timestamp()).isEqualTo(7);
    assertThat(header(letter, "__streams.errors.exception"))
        .isEqualTo(IllegalArgumentException.class.getName());
    assertThat(header(letter, "__streams.errors.message")).isEqualTo("bad");
    assertThat(header(letter, "__streams.errors.stacktrace")).contains("answer");
    assertThat(header(letter, "__streams.errors.topic")).isEqualTo("in");
    assertThat(header(letter, "__streams.errors.partition")).isEqualTo("0");
    assertThat(header(letter, "__streams.errors.offset")).isEqualTo("1");
    assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1);
    assertThat(stage.metrics().pending()).isZero();
    assertThat(stage.metrics().failed()).isEqualTo(2);
  }

  @Test
  void aRecordThatCannotBeAcceptedBecomesADeadLetterAsWell() {
    start(
        supplier ->
            supplier
                .deadLetters(STRINGS, STRINGS)
                .onAccept(
                    record -> {
                      throw new IllegalStateException("not this one");
                    }),
        DEAD_LETTER_SETTINGS);
    input.pipeInput("k", "v");
    assertThat(deadLetters()).extracting(TestRecord::value).containsExactly("v");
    assertThat(stage.metrics().pending()).isZero();
  }

  @Test
  void whatIsThrownWithoutARecordStopsTheThread() {
    start(
        supplier ->
            supplier.onFailure(
                (record, cause) -> {
                  throw new IllegalStateException("handler");
                }),
        DEAD_LETTER_SETTINGS);
    input.pipeInput("k", "bad");
    assertThatThrownBy(this::drain).hasStackTraceContaining("handler");
    assertThat(stage.metrics().pending()).as("it stays pending").isEqualTo(1);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void refusesDeadLettersThatNobodyWouldWrite() {
    assertThatThrownBy(() -> start(supplier -> supplier.deadLetters(STRINGS, STRINGS)))
        .hasStackTraceContaining("processing.exception.handler")
        .hasStackTraceContaining("errors.dead.letter.queue.topic.name");
  }

  @Test
  void failsResultsThatAreTooLargeOrNotSerialisable() {
    Serde<String> picky =
        Serdes.serdeFrom(
            (topic, value) -> {
              if ("odd!".equals(value)) {
                throw new SerializationException("odd");
              }
              return STRINGS.serializer().serialize(topic, value);
            },
            STRINGS.deserializer());
    start(
        supplier ->
            supplier.onFailure(
                (record, cause) -> List.of(record.withValue(cause.getClass().getSimpleName()))),
        Map.of(),
        builder ->
            builder.resultCheck(AsyncProcessorSupplier.sizeLimit("out", STRINGS, picky, 10)));
    input.pipeInput("k", "v".repeat(9));
    input.pipeInput("k", "odd");
    input.pipeInput("k", "v");
    drain();
    assertThat(output.readValuesToList())
        .containsExactly("RecordTooLargeException", "SerializationException", "v!");
  }

  private void start(
      UnaryOperator<AsyncProcessorSupplier<String, String, String, String>> settings) {
    start(settings, Map.of());
  }

  private void start(
      UnaryOperator<AsyncProcessorSupplier<String, String, String, String>> settings,
      Map<String, Object> streamsSettings) {
    start(settings, streamsSettings, builder -> builder);
  }

  private void start(
      UnaryOperator<AsyncProcessorSupplier<String, String, String, String>> settings,
      Map<String, Object> streamsSettings,
      UnaryOperator<AsyncStageBuilder<Record<String, String>, List<Record<String, String>>>>
          stageSettings) {
    stage =
        stageSettings
            .apply(
                AsyncStage.builder(
                    "calls",
                    AsyncProcessorSupplier.records(STRINGS, STRINGS),
                    AsyncProcessorSupplierTest::answer))
            .build();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(STRINGS, STRINGS))
        .process(settings.apply(new AsyncProcessorSupplier<>(stage)))
        .to("out", Produced.with(STRINGS, STRINGS));
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.putAll(streamsSettings);
    driver = new TopologyTestDriver(builder.build(), config);
    input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    output = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
  }

  private List<TestRecord<String, String>> deadLetters() {
    return driver
        .createOutputTopic("dead", new StringDeserializer(), new StringDeserializer())
        .readRecordsToList();
  }

  private static String header(TestRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
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
