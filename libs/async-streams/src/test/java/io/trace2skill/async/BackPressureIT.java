// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Calls that take longer than the time-outs of transactions and of polls, which stand here for
 * calls of ten minutes under the default time-outs, while instances join and leave.
 */
class BackPressureIT {

  private static final Serde<String> STRINGS = Serdes.String();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(7);
  private static final int TIMEOUT_MS = 6_000;
  private static final int RECORDS = 80;
  private static final int MAX_PENDING = 4;
  private static final int BUFFERED = 2;
  private static final int POLLED = 2;

  @TempDir Path brokerDir;
  @TempDir Path stateDir;

  private final AtomicBoolean slow = new AtomicBoolean(true);
  private final Queue<Throwable> fatal = new ConcurrentLinkedQueue<>();
  private final Set<Integer> pending = ConcurrentHashMap.newKeySet();
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  @BeforeEach
  void listen() {
    warnings.start();
    kafkaLogger().addAppender(warnings);
  }

  @AfterEach
  void stopListening() {
    kafkaLogger().detachAppender(warnings);
  }

  @Test
  void holdsTheBacklogWithoutFencingWhileInstancesJoinAndLeave() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(brokerDir);
        TopicProbe topics = new TopicProbe(kafka, "pressure", 4)) {
      topics.send("r", RECORDS);
      Instance first = new Instance(kafka, "first");
      try (Instance second = new Instance(kafka, "second")) {
        first.start();
        await().atMost(PATIENCE).until(() -> first.inFlight() >= MAX_PENDING);
        second.start();
        await().atMost(PATIENCE).until(() -> look(first, second) && second.inFlight() > 0);
        await().atMost(PATIENCE).until(() -> look(first, second) && second.succeeded() > 0);
        assertThat(topics.committed().size()).as("the backlog waits").isLessThan(RECORDS);
        first.close();
        slow.set(false);
        await().atMost(PATIENCE).until(() -> look(second) && topics.committed().size() >= RECORDS);
      } finally {
        first.close();
      }
      assertThat(topics.committed())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, RECORDS).mapToObj(i -> "r" + i + "!").toList());
      assertThat(pending).as("by task").allMatch(count -> count <= MAX_PENDING + BUFFERED + POLLED);
      assertThat(fatal).isEmpty();
      assertThat(warnings.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .noneMatch(text -> text.contains("fenced") || text.contains("TaskMigrated"));
    }
  }

  private boolean look(Instance... instances) {
    for (Instance instance : instances) {
      instance.pendingByTask().forEach(pending::add);
    }
    return true;
  }

  private static Logger kafkaLogger() {
    Logger logger = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    logger.setLevel(Level.WARN);
    return logger;
  }

  private CompletableFuture<List<Record<String, String>>> call(Record<String, String> record) {
    return new CompletableFuture<List<Record<String, String>>>()
        .completeOnTimeout(
            List.of(record.withValue(record.value() + "!")),
            slow.get() ? CALL.toMillis() : 1,
            TimeUnit.MILLISECONDS);
  }

  private final class Instance implements AutoCloseable {

    private final AsyncStage<Record<String, String>, List<Record<String, String>>> stage =
        AsyncStage.builder(
                "pressure",
                AsyncProcessorSupplier.records(STRINGS, STRINGS),
                BackPressureIT.this::call)
            .maxPendingPerTask(MAX_PENDING)
            .build();
    private final AsyncStreams streams;
    private boolean closed;

    Instance(EmbeddedKafka kafka, String name) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("application.id", "pressure");
      settings.put("bootstrap.servers", kafka.bootstrapServers());
      settings.put("state.dir", stateDir.resolve(name).toString());
      settings.put("num.stream.threads", 2);
      settings.put("buffered.records.per.partition", BUFFERED);
      settings.put("main.consumer.max.poll.records", POLLED);
      settings.put("consumer.session.timeout.ms", TIMEOUT_MS);
      settings.put("consumer.max.poll.interval.ms", TIMEOUT_MS);
      settings.put("producer.transaction.timeout.ms", TIMEOUT_MS);
      streams = new AsyncStreams(topology(), stage, settings);
    }

    void start() {
      streams.start(fatal::add);
    }

    int inFlight() {
      return stage.metrics().inFlight();
    }

    long succeeded() {
      return stage.metrics().succeeded();
    }

    List<Integer> pendingByTask() {
      return streams.kafkaStreams().metrics().entrySet().stream()
          .filter(metric -> metric.getKey().group().equals(TaskMetrics.GROUP))
          .filter(metric -> metric.getKey().name().equals("pending"))
          .map(metric -> ((Double) metric.getValue().metricValue()).intValue())
          .toList();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        streams.close();
      }
    }

    private Topology topology() {
      StreamsBuilder builder = new StreamsBuilder();
      builder.stream("pressure-in", Consumed.with(STRINGS, STRINGS))
          .process(new AsyncProcessorSupplier<>(stage))
          .to("pressure-out", Produced.with(STRINGS, STRINGS));
      return builder.build();
    }
  }
}
