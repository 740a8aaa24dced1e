// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README is this code, and it works. */
class PricingExampleTest {

  interface PriceService {
    String price(String order) throws IOException;
  }

  // example
  static AsyncStage<Record<String, String>, List<Record<String, String>>> pricing(
      PriceService service) {
    AsyncFunction<Record<String, String>, List<Record<String, String>>> call =
        AsyncFunction.blocking(
            "pricing", 64, order -> List.of(order.withValue(service.price(order.value()))));
    return AsyncStage.builder(
            "pricing", AsyncProcessorSupplier.records(Serdes.String(), Serdes.String()), call)
        .maxInFlight(64) // calls at once, over all tasks of this instance
        .maxPendingPerTask(128) // then the task's input pauses and the backlog stays in the topic
        .orderedBy(Record::key) // prices of one customer come in the order of the orders
        .timeout(Duration.ofMinutes(2)) // per attempt
        .retry(RetryPolicy.transientFailures(5)) // IOException, time-outs, RetryableException
        .breaker(BreakerPolicy.after(20)) // failures in a row, then the stage rests
        .build();
  }

  static Topology topology(AsyncStage<Record<String, String>, List<Record<String, String>>> stage) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("orders", Consumed.with(Serdes.String(), Serdes.String()))
        .process(new AsyncProcessorSupplier<>(stage).deadLetters(Serdes.String(), Serdes.String()))
        .to("prices", Produced.with(Serdes.String(), Serdes.String()));
    return builder.build();
  }

  static Map<String, Object> settings() {
    return Map.of(
        "application.id", "pricing",
        "bootstrap.servers", "localhost:9092",
        "state.dir", "/var/lib/pricing",
        "processing.exception.handler", DeadLetterExceptionHandler.class.getName(),
        "errors.dead.letter.queue.topic.name", "orders-dead-letters");
  }

  static AsyncStreams run(PriceService service) {
    var stage = pricing(service);
    AsyncStreams streams = new AsyncStreams(topology(stage), stage, settings());
    streams.start(failure -> System.err.println("pricing stops: " + failure));
    return streams; // close() stops it, and the stage with it
  }

  // end of the example

  @TempDir Path stateDir;

  @Test
  void isTheExampleOfTheReadme() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/trace2skill/async/PricingExampleTest.java"));
    String example =
        source.substring(
            source.indexOf("  // example\n") + 13, source.indexOf("  // end of the example"));
    assertThat(Files.readString(Path.of("README.md")))
        .contains(example.replaceAll("(?m)^  ", "").strip());
  }

  @Test
  void pricesOrdersAndSetsBadOnesAside() {
    var stage = pricing(PricingExampleTest::price);
    Properties config = new Properties();
    config.putAll(settings());
    config.put("state.dir", stateDir.toString());
    try (stage;
        TopologyTestDriver driver = new TopologyTestDriver(topology(stage), config)) {
      TestInputTopic<String, String> orders =
          driver.createInputTopic("orders", new StringSerializer(), new StringSerializer());
      TestOutputTopic<String, String> prices =
          driver.createOutputTopic("prices", new StringDeserializer(), new StringDeserializer());
      orders.pipeInput("ann", "2 apples");
      orders.pipeInput("ann", "nonsense");
      orders.pipeInput("ann", "3 apples");
      Awaitility.await()
          .until(
              () -> {
                driver.advanceWallClockTime(Duration.ofMillis(1));
                return stage.metrics().pending() == 0;
              });
      assertThat(prices.readValuesToList()).containsExactly("2 EUR", "3 EUR");
      assertThat(
              driver
                  .createOutputTopic(
                      "orders-dead-letters", new StringDeserializer(), new StringDeserializer())
                  .readValuesToList())
          .containsExactly("nonsense");
    }
  }

  private static String price(String order) {
    if (!order.endsWith(" apples")) {
      throw new IllegalArgumentException("no such fruit");
    }
    return order.replace(" apples", " EUR");
  }
}
