// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Order by key on a real broker: eight keys in four partitions, every fifth call fails at first.
 */
class OrderedStageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RECORDS = 480;
  private static final int KEYS = 8;

  @TempDir Path brokerDir;
  @TempDir Path stateDir;

  private final AtomicBoolean slow = new AtomicBoolean(true);
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  @Test
  void everyKeyKeepsItsOrderWhileInstancesJoinAndLeave() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(brokerDir);
        TopicProbe topics = new TopicProbe(kafka, "order", 4)) {
      topics.send("", RECORDS);
      RunningApp first = app(kafka, "first");
      await().atMost(PATIENCE).until(() -> first.stage.metrics().succeeded() > KEYS);
      try (RunningApp second = app(kafka, "second")) {
        await().atMost(PATIENCE).until(() -> second.stage.metrics().succeeded() > KEYS);
        first.close();
        slow.set(false);
        await().atMost(PATIENCE).until(() -> topics.committed().size() >= RECORDS);
        assertThat(second.stage.metrics().retries()).isPositive();
      }
      Map<Integer, List<Integer>> byKey =
          topics.committed().stream()
              .map(Integer::valueOf)
              .collect(Collectors.groupingBy(number -> number % KEYS));
      for (int key = 0; key < KEYS; key++) {
        assertThat(byKey.get(key)).as("key %s", key).containsExactlyElementsOf(numbersOf(key));
      }
    }
  }

  private RunningApp app(EmbeddedKafka kafka, String name) {
    return new RunningApp(
        kafka,
        stateDir.resolve(name),
        "order",
        this::call,
        stage ->
            stage
                .orderedBy(record -> Integer.parseInt(record.value()) % KEYS)
                .retry(
                    new RetryPolicy(
                        3,
                        Duration.ofMillis(10),
                        Duration.ofMillis(10),
                        IOException.class::isInstance)),
        Map.of("num.stream.threads", 2));
  }

  private CompletionStage<String> call(String number) {
    if (Integer.parseInt(number) % 5 == 0 && failed.add(number)) {
      return CompletableFuture.failedFuture(new IOException(number));
    }
    return new CompletableFuture<String>()
        .completeOnTimeout(number, slow.get() ? 300 : 1, TimeUnit.MILLISECONDS);
  }

  private static List<Integer> numbersOf(int key) {
    return IntStream.range(0, RECORDS).filter(number -> number % KEYS == key).boxed().toList();
  }
}
