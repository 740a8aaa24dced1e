// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests whose first letters are equal keep their order. */
class OrderedCallsTest {

  @TempDir Path stateDir;

  private final FakeCalls<String, String> function = new FakeCalls<>();
  private TaskFixture task;

  @AfterEach
  void close() {
    task.close();
  }

  @Test
  void callsOfEachKeyOnlyTheOldest() {
    task = start(request -> request.charAt(0));
    task.submit("a1", "a2", "b1", "a3");
    assertThat(function.started).containsExactly("a1", "b1");
    function.succeed(1, "ok");
    assertThat(task.drain()).containsExactly("b1=ok");
    function.succeed(0, "ok");
    assertThat(task.drain()).containsExactly("a1=ok");
    assertThat(function.started).containsExactly("a1", "b1", "a2");
  }

  @Test
  void aRetryHoldsUpItsKeyAndNoOther() {
    task = start(request -> request.charAt(0));
    task.submit("a1", "a2", "b1");
    function.fail(0, new IOException("reset"));
    task.drain();
    assertThat(function.started).containsExactly("a1", "b1");
    task.drainAfter(Duration.ofSeconds(1));
    assertThat(function.started).containsExactly("a1", "b1", "a1");
    function.succeed(2, "late");
    task.drain();
    assertThat(function.started).endsWith("a2");
  }

  @Test
  void aFailureForGoodLetsTheNextGo() {
    task = start(request -> request.charAt(0));
    task.submit("a1", "a2");
    function.fail(0, new IllegalStateException("bad"));
    assertThat(task.drain()).containsExactly("a1!bad");
    assertThat(function.started).containsExactly("a1", "a2");
  }

  @Test
  void aHotKeyTakesOnePermitOnly() {
    task = start(request -> request.charAt(0), 2);
    for (int i = 0; i < 50; i++) {
      task.submit("h" + i);
    }
    task.submit("a1", "b1");
    assertThat(function.started).containsExactly("h0", "a1");
    function.succeed(1, "ok");
    task.drain();
    assertThat(function.started).containsExactly("h0", "a1", "b1");
  }

  @Test
  void requestsWithoutKeyWaitForNobody() {
    task = start(request -> request.startsWith("-") ? null : request.charAt(0));
    task.submit("a1", "-1", "-2", "a2");
    assertThat(function.started).containsExactly("a1", "-1", "-2");
  }

  @Test
  void comparesBytesByTheirContent() {
    task = start(request -> request.substring(0, 1).getBytes(UTF_8));
    task.submit("a1", "a2");
    assertThat(function.started).containsExactly("a1");
  }

  private TaskFixture start(Function<String, @Nullable Object> key) {
    return start(key, 128);
  }

  private TaskFixture start(Function<String, @Nullable Object> key, int maxInFlight) {
    return new TaskFixture(
        stateDir, function, stage -> stage.orderedBy(key).maxInFlight(maxInFlight).random(() -> 0));
  }
}
