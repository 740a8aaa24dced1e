// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that ruin their calls, on a real broker: each becomes a dead letter, the others go on.
 */
class PoisonIT {

  private static final Serde<String> STRINGS = Serdes.String();
  private static final int THREADS = 4;
  private static final int MAX_RESULT_BYTES = 1 << 20;

  @TempDir Path brokerDir;
  @TempDir Path stateDir;

  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<Throwable> fatal = new ConcurrentLinkedQueue<>();

  @Test
  void everyPoisonBecomesADeadLetterAndEveryOtherRecordComesThrough() throws Exception {
    Map<String, String> poison =
        Map.of(
            "throw", IllegalStateException.class.getName(),
            "stack overflow", StackOverflowError.class.getName(),
            "out of memory", OutOfMemoryError.class.getName(),
            "thread death", ThreadDeath.class.getName(),
            "null", NullPointerException.class.getName(),
            "huge", RecordTooLargeException.class.getName(),
            "hang 1", TimeoutException.class.getName(),
            "hang 2", TimeoutException.class.getName(),
            "hang 3", TimeoutException.class.getName(),
            "hang 4", TimeoutException.class.getName());
    try (EmbeddedKafka kafka = EmbeddedKafka.start(brokerDir);
        TopicProbe topics = new TopicProbe(kafka, "poison", 2)) {
      createDeadLetterTopic(kafka);
      topics.send("before", 20);
      poison.keySet().forEach(topics::sendOne);
      topics.send("after", 20);
      AsyncStage<Record<String, String>, List<Record<String, String>>> stage = stage();
      try (AsyncStreams app = new AsyncStreams(topology(stage), stage, settings(kafka))) {
        app.start(fatal::add);
        await().atMost(Duration.ofSeconds(60)).until(() -> topics.committed().size() >= 40);
        awaitDeadLetters(kafka, poison);
        assertThat(app.kafkaStreams().state()).isEqualTo(KafkaStreams.State.RUNNING);
        assertThat(stage.metrics().inFlight()).isZero();
        assertThat(stage.metrics().pending()).isZero();
      } finally {
        end.countDown();
      }
      assertThat(fatal).isEmpty();
      assertThat(topics.committed())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20)
                  .boxed()
                  .flatMap(i -> List.of("before" + i + "!", "after" + i + "!").stream())
                  .toList());
    }
  }

  private AsyncStage<Record<String, String>, List<Record<String, String>>> stage() {
    return AsyncStage.builder(
            "poison",
            AsyncProcessorSupplier.records(STRINGS, STRINGS),
            AsyncFunction.<Record<String, String>, List<Record<String, String>>>blocking(
                "poison-calls", THREADS, this::call))
        .maxInFlight(THREADS)
        .timeout(Duration.ofSeconds(2))
        .retry(RetryPolicy.none())
        .resultCheck(
            AsyncProcessorSupplier.sizeLimit("poison-out", STRINGS, STRINGS, MAX_RESULT_BYTES))
        .build();
  }

  private static Topology topology(
      AsyncStage<Record<String, String>, List<Record<String, String>>> stage) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("poison-in", Consumed.with(STRINGS, STRINGS))
        .process(new AsyncProcessorSupplier<>(stage).deadLetters(STRINGS, STRINGS))
        .to("poison-out", Produced.with(STRINGS, STRINGS));
    return builder.build();
  }

  private Map<String, Object> settings(EmbeddedKafka kafka) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("application.id", "poison");
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("state.dir", stateDir.toString());
    settings.put("processing.exception.handler", DeadLetterExceptionHandler.class.getName());
    settings.put("errors.dead.letter.queue.topic.name", "poison-dead");
    return settings;
  }

  private List<Record<String, String>> call(Record<String, String> record) {
    String value = record.value();
    return switch (value) {
      case "throw" -> throw new IllegalStateException(value);
      case "stack overflow" -> List.of(record.withValue(value + depth(0)));
      case "out of memory" -> List.of(record.withValue(value + new byte[Integer.MAX_VALUE].length));
      case "thread death" -> throw new ThreadDeath();
      case "null" -> null;
      case "huge" -> List.of(record.withValue("x".repeat(50 << 20)));
      default -> value.startsWith("hang") ? hang() : List.of(record.withValue(value + "!"));
    };
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int depth(int level) {
    return depth(level + 1) + 1;
  }

  /** Ignores whoever interrupts it, as some libraries do. */
  private List<Record<String, String>> hang() {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException ignored) {
        Thread.interrupted();
      }
    }
    return List.of();
  }

  private static void createDeadLetterTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("poison-dead", 1, (short) 1))).all().get();
    }
  }

  /** Waits for the committed dead letters: their values and their exceptions. */
  private static void awaitDeadLetters(EmbeddedKafka kafka, Map<String, String> expected) {
    Map<String, String> letters = new HashMap<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("poison-dead", 0)));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
                  letters.merge(record.value(), exception(record), (one, two) -> "twice");
                }
                assertThat(letters).isEqualTo(expected);
              });
    }
  }

  private static String exception(ConsumerRecord<String, String> record) {
    return new String(record.headers().lastHeader("__streams.errors.exception").value(), UTF_8);
  }
}
