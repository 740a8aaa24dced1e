// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskMetricsTest {

  @TempDir Path stateDir;

  private final FakeCalls<String, String> function = new FakeCalls<>();

  @Test
  void tellWhatATaskDoesAndHowLongItTakes() {
    try (TaskFixture task =
        new TaskFixture(stateDir, function, stage -> stage.maxInFlight(1).random(() -> 0))) {
      task.submit("a", "b", "c");
      assertThat(task.metric("pending")).isEqualTo(3);
      assertThat(task.metric("in-flight")).isEqualTo(1);
      assertThat(task.metric("breaker-state")).isZero();
      task.drainAfter(Duration.ofSeconds(2));
      assertThat(task.metric("oldest-pending-age-ms")).isEqualTo(2_000);
      function.succeed(0, "ok");
      task.drain();
      function.fail(1, new IOException("reset"));
      task.drain();
      function.fail(2, new IllegalStateException("bad"));
      task.drain();
      assertThat(task.metric("succeeded-total")).isEqualTo(1);
      assertThat(task.metric("retries-total")).isEqualTo(1);
      assertThat(task.metric("failed-total")).isEqualTo(1);
      assertThat(task.metric("re-executions-total")).isZero();
      assertThat(task.metric("call-latency-ms-max")).isEqualTo(2_001);
      assertThat(task.metric("call-latency-ms-p99")).isBetween(1_800.0, 2_200.0);
      assertThat(task.metric("call-latency-ms-p50")).isLessThan(10);
      assertThat(task.metric("queue-wait-ms-max")).isEqualTo(2_002);
    }
  }

  @Test
  void leaveWithTheTask() {
    try (TaskFixture task = new TaskFixture(stateDir, function, stage -> stage)) {
      task.submit("a");
      assertThat(task.metricNames()).isNotEmpty();
      task.calls().close();
      assertThat(task.metricNames()).isEmpty();
    }
  }
}
