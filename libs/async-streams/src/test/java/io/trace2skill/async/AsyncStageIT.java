// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on a real broker, under exactly_once_v2. */
class AsyncStageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path brokerDir;
  private static EmbeddedKafka kafka;

  @TempDir Path stateDir;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = EmbeddedKafka.start(brokerDir);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void everyRecordComesOutExactlyOnceFromTwoStreamThreads() throws Exception {
    try (TopicProbe topics = new TopicProbe(kafka, "all", 4)) {
      topics.send("r", 600);
      try (RunningApp app =
          new RunningApp(
              kafka,
              stateDir,
              "all",
              after(Duration.ofMillis(200)),
              stage -> stage.maxInFlight(64),
              Map.of("num.stream.threads", 2))) {
        await().atMost(PATIENCE).until(() -> topics.committed().size() >= 600);
        assertThat(topics.committed()).containsExactlyInAnyOrderElementsOf(answers("r", 600));
        assertThat(app.stage.metrics())
            .isEqualTo(new StageMetrics(0, 0, Duration.ZERO, 600, 0, 0, 0, BreakerState.CLOSED));
      }
    }
  }

  @Test
  void holdsTheBacklogInTheTopicWhileCallsOutlastTheTransactionTimeout() throws Exception {
    Set<Long> pending = ConcurrentHashMap.newKeySet();
    Queue<String> started = new ConcurrentLinkedQueue<>();
    try (TopicProbe topics = new TopicProbe(kafka, "slow", 2)) {
      topics.send("r", 400);
      AsyncFunction<String, String> slowAtFirst =
          request -> {
            started.add(request);
            return started.size() <= 8
                ? after(Duration.ofSeconds(12)).start(request)
                : CompletableFuture.completedFuture(request + "!");
          };
      try (RunningApp app =
          new RunningApp(
              kafka,
              stateDir,
              "slow",
              slowAtFirst,
              stage -> stage.maxInFlight(8).maxPendingPerTask(10),
              Map.of())) {
        await().atMost(PATIENCE).until(() -> started.size() == 8);
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  pending.add(app.stage.metrics().pending());
                  return topics.committed().size() >= 8;
                });
        await().atMost(PATIENCE).until(() -> topics.committed().size() >= 400);
        assertThat(topics.committed()).containsExactlyInAnyOrderElementsOf(answers("r", 400));
        assertThat(started).hasSize(400);
        // two tasks, each at most its limit, one full buffer and one poll above it
        assertThat(pending).allMatch(count -> count <= 2 * (10 + 16 + 16));
      }
    }
  }

  @Test
  void closesPromptlyWhileCallsHangAndLeavesNoThread() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (TopicProbe topics = new TopicProbe(kafka, "hang", 1)) {
      topics.send("r", 20);
      RunningApp app =
          new RunningApp(
              kafka,
              stateDir,
              "hang",
              AsyncFunction.blocking(
                  "hanging",
                  8,
                  request -> {
                    never.await();
                    return request;
                  }),
              stage -> stage.maxInFlight(8),
              Map.of());
      await().atMost(PATIENCE).until(() -> app.stage.metrics().inFlight() == 8);
      long begin = System.nanoTime();
      app.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
      // an interrupted thread needs a moment to end
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .extracting(Thread::getName)
                      .noneMatch(name -> name.startsWith("hanging") || name.startsWith("hang-")));
      assertThat(app.stage.metrics().inFlight()).isZero();
    }
  }

  @Test
  void aRestartCallsAgainOnlyWhatWasUnfinished() throws Exception {
    Queue<String> secondRun = new ConcurrentLinkedQueue<>();
    try (TopicProbe topics = new TopicProbe(kafka, "restart", 1)) {
      topics.send("r", 6);
      AsyncFunction<String, String> oddHang =
          request ->
              (request.charAt(1) - '0') % 2 == 0
                  ? CompletableFuture.completedFuture(request + "!")
                  : new CompletableFuture<>();
      try (RunningApp app =
          new RunningApp(kafka, stateDir, "restart", oddHang, stage -> stage, Map.of())) {
        await().atMost(PATIENCE).until(() -> topics.committed().size() == 3);
        await().atMost(PATIENCE).until(() -> app.stage.metrics().inFlight() == 3);
      }
      AsyncFunction<String, String> recorded =
          request -> {
            secondRun.add(request);
            return CompletableFuture.completedFuture(request + "!");
          };
      try (RunningApp app =
          new RunningApp(kafka, stateDir, "restart", recorded, stage -> stage, Map.of())) {
        await().atMost(PATIENCE).until(() -> topics.committed().size() >= 6);
        assertThat(secondRun).containsExactlyInAnyOrder("r1", "r3", "r5");
        assertThat(topics.committed()).containsExactlyInAnyOrderElementsOf(answers("r", 6));
        assertThat(app.stage.metrics().reExecuted()).isEqualTo(3);
      }
    }
  }

  @Test
  void aThreadThatDiesLosesNothingAndLeaksNoPermit() throws Exception {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    AsyncFunction<String, String> latency = after(Duration.ofMillis(20));
    AsyncFunction<String, String> fatalOnce =
        request ->
            request.equals("r40") && failed.add(request)
                ? CompletableFuture.failedFuture(new IllegalStateException(request))
                : latency.start(request);
    try (TopicProbe topics = new TopicProbe(kafka, "dies", 4)) {
      topics.send("r", 200);
      try (RunningApp app =
          new RunningApp(
              kafka,
              stateDir,
              "dies",
              fatalOnce,
              stage -> stage.maxInFlight(8),
              Map.of("num.stream.threads", 2))) {
        await()
            .dontCatchUncaughtExceptions()
            .atMost(PATIENCE)
            .until(() -> topics.committed().size() >= 200);
        assertThat(topics.committed()).containsExactlyInAnyOrderElementsOf(answers("r", 200));
        assertThat(failed).hasSize(1);
        assertThat(app.stage.metrics().inFlight()).isZero();
        assertThat(app.stage.metrics().pending()).isZero();
      }
    }
  }

  @Test
  void aCompletionIsCommittedWithoutWaitingForThePollTimeout() throws Exception {
    try (TopicProbe topics = new TopicProbe(kafka, "prompt", 1);
        RunningApp app =
            new RunningApp(
                kafka,
                stateDir,
                "prompt",
                after(Duration.ofMillis(50)),
                stage -> stage,
                Map.of("poll.ms", 5000))) {
      await().atMost(PATIENCE).until(app::isRunning);
      topics.send("warm", 1);
      await().atMost(PATIENCE).until(() -> topics.committed().size() == 1);
      long begin = System.nanoTime();
      topics.send("r", 1);
      await().atMost(PATIENCE).until(() -> topics.committed().size() == 2);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aPermitThatComesBackWakesTheThreadThatWaitsForIt() throws Exception {
    try (TopicProbe topics = new TopicProbe(kafka, "permit", 2);
        RunningApp app =
            new RunningApp(
                kafka,
                stateDir,
                "permit",
                after(Duration.ofMillis(50)),
                stage -> stage.maxInFlight(1),
                Map.of("poll.ms", 3000, "num.stream.threads", 2))) {
      await().atMost(PATIENCE).until(app::isRunning);
      topics.send("warm", 2);
      await().atMost(PATIENCE).until(() -> topics.committed().size() == 2);
      long begin = System.nanoTime();
      topics.send("r", 10);
      await().atMost(PATIENCE).until(() -> topics.committed().size() == 12);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static AsyncFunction<String, String> after(Duration latency) {
    return request ->
        new CompletableFuture<String>()
            .completeOnTimeout(request + "!", latency.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Collection<String> answers(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i + "!").toList();
  }
}
