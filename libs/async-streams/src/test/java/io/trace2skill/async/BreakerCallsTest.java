// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The breaker opens after three failures in a row; a request has two attempts. */
class BreakerCallsTest {

  @TempDir Path stateDir;

  private final FakeCalls<String, String> function = new FakeCalls<>();
  private TaskFixture task;

  @AfterEach
  void close() {
    task.close();
  }

  @Test
  void stopsCallingAndBurnsNoRequestHoweverLongTheEndpointIsDown() {
    task = start(2);
    task.submit("a", "b", "c", "d");
    failNext();
    failNext();
    failNext();
    assertThat(task.stage.metrics().breaker()).isEqualTo(BreakerState.OPEN);
    failNext();
    int started = function.started.size();
    for (int i = 0; i < 20; i++) {
      task.drainAfter(Duration.ofMinutes(1));
      assertThat(function.started).as("one probe at a time").hasSize(started + i + 1);
      failNext();
    }
    assertThat(task.completions).isEmpty();
    task.drainAfter(Duration.ofMinutes(1));
    succeedAll();
    assertThat(task.stage.metrics().breaker()).isEqualTo(BreakerState.CLOSED);
    for (int i = 0; i < 10; i++) {
      task.drainAfter(Duration.ofMinutes(1));
      succeedAll();
    }
    task.drain();
    assertThat(task.completions)
        .extracting(Completion::request)
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(task.completions).allMatch(Completion.Succeeded.class::isInstance);
    assertThat(task.stage.metrics().inFlight()).isZero();
  }

  @Test
  void probesWithAnotherRequestThanTheOneThatFailedLast() {
    task = start(1);
    task.submit("a", "b", "c", "d");
    for (int i = 0; i < 3; i++) {
      failNext();
    }
    task.drainAfter(Duration.ofSeconds(1));
    String first = function.started.get(3);
    failNext();
    task.drainAfter(Duration.ofSeconds(2));
    assertThat(function.started.get(4)).isNotEqualTo(first);
  }

  @Test
  void anAnswerThatIsAFailureShowsThatTheEndpointIsUp() {
    task = start(1);
    task.submit("a", "b", "c", "d");
    for (int i = 0; i < 3; i++) {
      failNext();
    }
    task.drainAfter(Duration.ofSeconds(1));
    function.fail(3, new IllegalArgumentException("bad request"));
    task.drain();
    assertThat(task.stage.metrics().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(function.started).hasSize(5);
  }

  @Test
  void theThreadMaySleepUntilTheProbe() {
    task = start(1);
    task.submit("a", "b", "c", "d");
    for (int i = 0; i < 3; i++) {
      failNext();
    }
    long openedAtMs = 3; // each drain takes a millisecond
    assertThat(task.calls().nextRunMs()).isBetween(openedAtMs + 1, openedAtMs + 1_000);
    task.drainAfter(Duration.ofSeconds(1));
    assertThat(task.calls().inFlight()).isEqualTo(1);
    failNext();
    assertThat(task.calls().nextRunMs()).isGreaterThan(1_000 + openedAtMs);
  }

  @Test
  void aClosedTaskLeavesTheProbeToOthers() {
    task = start(1);
    task.submit("a", "b", "c", "d");
    for (int i = 0; i < 3; i++) {
      failNext();
    }
    task.drainAfter(Duration.ofSeconds(1));
    assertThat(task.stage.metrics().breaker()).isEqualTo(BreakerState.HALF_OPEN);
    task.calls().close();
    assertThat(task.stage.metrics().breaker()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void refusesABreakerThatOneRequestCouldOpen() {
    task = start(1);
    assertThatThrownBy(
            () ->
                new TaskFixture(
                    stateDir,
                    function,
                    stage ->
                        stage
                            .retry(RetryPolicy.transientFailures(3))
                            .breaker(BreakerPolicy.after(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxAttempts");
  }

  private int answered;

  /** Fails the oldest call that runs. */
  private void failNext() {
    if (answered < function.started.size()) {
      function.fail(answered++, new IOException("down"));
    }
    task.drain();
  }

  private void succeedAll() {
    while (answered < function.started.size()) {
      function.succeed(answered++, "ok");
    }
    task.drain();
  }

  private TaskFixture start(int maxInFlight) {
    return new TaskFixture(
        stateDir,
        function,
        stage ->
            stage
                .maxInFlight(maxInFlight)
                .retry(RetryPolicy.transientFailures(2))
                .breaker(BreakerPolicy.after(3))
                .timeout(Duration.ofDays(1))
                .random(() -> 0));
  }
}
