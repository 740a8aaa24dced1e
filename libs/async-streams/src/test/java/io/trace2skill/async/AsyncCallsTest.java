// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncCallsTest {

  @TempDir Path stateDir;

  private final FakeCalls<String, String> function = new FakeCalls<>();
  private TaskFixture task;

  @AfterEach
  void close() {
    task.close();
  }

  @Test
  void forwardsResultsInTheOrderInWhichTheCallsEnd() {
    task = start(function);
    task.submit("a", "b");
    function.succeed(1, "second");
    assertThat(task.drain()).containsExactly("b=second");
    function.succeed(0, "first");
    assertThat(task.drain()).containsExactly("a=first");
    assertThat(task.stored()).isZero();
  }

  @Test
  void keepsEqualRequestsApart() {
    task = start(function);
    task.submit("a", "a");
    assertThat(task.calls().pending()).isEqualTo(2);
    function.succeed(1, "x");
    function.succeed(0, "y");
    assertThat(task.drain()).containsExactly("a=x", "a=y");
  }

  @Test
  void startsNoMoreCallsThanTheLimitAllows() {
    task = start(function, stage -> stage.maxInFlight(2));
    task.submit("a", "b", "c", "d");
    assertThat(function.started).containsExactly("a", "b");
    assertThat(task.calls().pending()).isEqualTo(4);
    assertThat(task.calls().inFlight()).isEqualTo(2);
    function.succeed(1, "1");
    assertThat(task.drain()).containsExactly("b=1");
    assertThat(function.started).containsExactly("a", "b", "c");
  }

  @Test
  void repeatsAPassingFailureAfterTheBackoff() {
    task = start(function);
    task.submit("a");
    function.fail(0, new IOException("reset"));
    assertThat(task.drain()).isEmpty();
    assertThat(task.calls().inFlight()).isZero();
    assertThat(task.drainAfter(Duration.ofMillis(248))).isEmpty();
    assertThat(function.started).containsExactly("a");
    assertThat(task.drainAfter(Duration.ofMillis(3))).isEmpty();
    assertThat(function.started).containsExactly("a", "a");
    function.succeed(1, "ok");
    assertThat(task.drain()).containsExactly("a=ok");
    assertThat(task.completions).containsExactly(new Completion.Succeeded<>("a", "ok", 2));
    assertThat(task.stage.metrics().retries()).isEqualTo(1);
  }

  private TaskFixture start(AsyncFunction<String, String> calls) {
    return start(calls, stage -> stage);
  }

  private TaskFixture start(
      AsyncFunction<String, String> calls,
      UnaryOperator<AsyncStage.Builder<String, String>> settings) {
    return new TaskFixture(stateDir, calls, stage -> settings.apply(stage.random(() -> 0)));
  }
}
