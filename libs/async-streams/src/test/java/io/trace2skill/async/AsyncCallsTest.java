// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
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

  @Test
  void waitsAsLongAsTheServiceAsks() {
    task = start(function);
    task.submit("a");
    function.fail(0, new RetryableException("busy", null, Duration.ofSeconds(60)));
    task.drain();
    assertThat(task.drainAfter(Duration.ofSeconds(59))).isEmpty();
    assertThat(function.started).hasSize(1);
    task.drainAfter(Duration.ofSeconds(1));
    assertThat(function.started).hasSize(2);
  }

  @Test
  void handsAPermanentFailureToTheHandlerAtOnce() {
    task = start(function);
    task.submit("a");
    IllegalStateException cause = new IllegalStateException("bad request");
    function.fail(0, cause);
    assertThat(task.drain()).containsExactly("a!bad request");
    assertThat(task.completions).containsExactly(new Completion.Failed<>("a", cause, 1));
    assertThat(task.stored()).isZero();
    assertThat(task.stage.metrics().failed()).isEqualTo(1);
  }

  @Test
  void givesUpWhenTheAttemptsAreUsedUp() {
    task = start(function, stage -> stage.retry(RetryPolicy.transientFailures(2)));
    task.submit("a");
    function.fail(0, new IOException("first"));
    task.drain();
    task.drainAfter(Duration.ofSeconds(1));
    function.fail(1, new IOException("second"));
    assertThat(task.drain()).containsExactly("a!second");
    assertThat(task.completions.get(0).attempts()).isEqualTo(2);
  }

  @Test
  void aDelayedRetryHoldsNoPermit() {
    task = start(function, stage -> stage.maxInFlight(1));
    task.submit("a", "b");
    function.fail(0, new IOException("reset"));
    task.drain();
    assertThat(function.started).containsExactly("a", "b");
  }

  @Test
  void cancelsACallThatRunsOutOfTimeAndDropsItsLateAnswer() {
    StubbornCall late = new StubbornCall();
    task =
        start(
            request -> late,
            stage -> stage.timeout(Duration.ofSeconds(10)).retry(RetryPolicy.none()));
    task.submit("a");
    assertThat(task.drainAfter(Duration.ofMillis(9_999))).isEmpty();
    assertThat(task.drain()).containsExactly("a!no answer within 10000 ms");
    assertThat(late.cancelled).isTrue();
    late.complete("late");
    assertThat(task.drain()).isEmpty();
    assertThat(task.completions).hasSize(1);
  }

  @Test
  void countsACallThatEndsTwiceOnce() {
    task = start(request -> new TwiceEnding());
    task.submit("a");
    assertThat(task.drain()).containsExactly("a=first");
    assertThat(task.drain()).isEmpty();
    assertThat(task.stage.metrics().inFlight()).isZero();
    assertThat(task.stage.metrics().succeeded()).isEqualTo(1);
  }

  @Test
  void whateverTheFunctionThrowsIsAFailedAttempt() {
    task =
        start(
            request -> {
              switch (request) {
                case "exception" -> throw new RejectedExecutionException("exception");
                case "error" -> throw new StackOverflowError("error");
                case "async error" -> {
                  return CompletableFuture.failedFuture(new OutOfMemoryError("async error"));
                }
                case "null" -> {
                  return null;
                }
                case "null result" -> {
                  return CompletableFuture.completedFuture(null);
                }
                default -> {
                  return CompletableFuture.completedFuture("ok");
                }
              }
            },
            stage -> stage.maxInFlight(1));
    task.submit("exception", "error", "async error", "null", "null result", "good");
    for (int i = 0; i < 6; i++) {
      task.drain();
    }
    assertThat(task.completions)
        .extracting(Completion::getClass)
        .containsOnlyOnce(Completion.Succeeded.class)
        .hasSize(6);
    assertThat(task.completions.get(5)).isEqualTo(new Completion.Succeeded<>("good", "ok", 1));
    assertThat(task.stage.metrics())
        .isEqualTo(new StageMetrics(0, 0, Duration.ZERO, 1, 5, 0, 0, BreakerState.CLOSED));
  }

  @Test
  void submitNeverCallsTheHandler() {
    task = start(request -> CompletableFuture.completedFuture("ok"));
    task.submit("a", "b");
    assertThat(task.completions).isEmpty();
    assertThat(task.drain()).containsExactly("a=ok", "b=ok");
  }

  @Test
  void theHandlerMaySubmitAgain() {
    task = start(request -> CompletableFuture.completedFuture(request + "+"));
    task.onCompletion(
        completion -> {
          if (completion.request().length() < 4) {
            task.calls().submit(completion.request() + "x");
          }
        });
    task.submit("a");
    for (int i = 0; i < 4; i++) {
      task.drain();
    }
    assertThat(task.completions)
        .extracting(Completion::request)
        .containsExactly("a", "ax", "axx", "axxx");
    assertThat(task.calls().pending()).isZero();
  }

  @Test
  void keepsARequestWhoseHandlerThrows() {
    task = start(function);
    task.onCompletion(
        completion -> {
          throw new IllegalStateException("handler");
        });
    task.submit("a");
    function.succeed(0, "ok");
    assertThatThrownBy(task::drain).hasStackTraceContaining("handler");
    assertThat(task.stored()).isEqualTo(1);
    assertThat(task.stage.metrics().inFlight()).isZero();
  }

  @Test
  void aResultThatTheCheckRefusesIsAFailure() {
    task =
        start(
            function,
            stage ->
                stage.resultCheck(
                    result -> {
                      if (result.length() > 3) {
                        throw new IllegalStateException("too long");
                      }
                    }));
    task.submit("a", "b");
    function.succeed(0, "long enough");
    function.succeed(1, "ok");
    assertThat(task.drain()).containsExactly("a!too long", "b=ok");
    assertThat(task.stage.metrics().failed()).isEqualTo(1);
  }

  @Test
  void refusesARequestThatItsChangelogCouldNotTake() {
    task = start(function, stage -> stage.maxMessageBytes(1_000));
    assertThatThrownBy(() -> task.submit("x".repeat(2_000)))
        .hasStackTraceContaining("raise maxMessageBytes");
    assertThat(task.calls().pending()).isZero();
    task.submit("a");
    function.succeed(0, "ok");
    assertThat(task.drain()).containsExactly("a=ok");
  }

  @Test
  void aCancellationThatThrowsHarmsNobody() {
    task =
        start(
            request ->
                new CompletableFuture<>() {
                  @Override
                  public boolean cancel(boolean mayInterrupt) {
                    throw new StackOverflowError("cancel");
                  }
                },
            stage -> stage.timeout(Duration.ofSeconds(1)).retry(RetryPolicy.none()));
    task.submit("a");
    assertThat(task.drainAfter(Duration.ofSeconds(1)))
        .containsExactly("a!no answer within 1000 ms");
  }

  @Test
  void closingCancelsTheCallsAndReturnsTheirPermits() {
    task = start(function, stage -> stage.maxInFlight(2));
    task.submit("a", "b", "c");
    task.calls().close();
    assertThat(function.isCancelled(0)).isTrue();
    assertThat(function.isCancelled(1)).isTrue();
    assertThat(task.stage.metrics().inFlight()).isZero();
    assertThat(task.drain()).isEmpty();
    assertThat(function.started).containsExactly("a", "b");
    assertThat(task.stored()).isEqualTo(3);
  }

  @Test
  void refusesOtherThreads() throws Exception {
    task = start(function);
    Exception refusal =
        CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(Exception.class, () -> task.calls().submit("a")))
            .get();
    assertThat(refusal).isInstanceOf(IllegalStateException.class);
    assertThat(task.calls().pending()).isZero();
  }

  @Test
  void metricsTellTheAgeOfTheOldestRequest() {
    task =
        start(
            function,
            stage -> stage.clock(Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC)));
    task.submit("a");
    task.drainAfter(Duration.ofSeconds(3));
    task.submit("b");
    assertThat(task.stage.metrics())
        .isEqualTo(new StageMetrics(2, 2, Duration.ofSeconds(5), 0, 0, 0, 0, BreakerState.CLOSED));
    function.succeed(0, "ok");
    task.drain();
    assertThat(task.stage.metrics().oldestPending()).isEqualTo(Duration.ofSeconds(2));
  }

  /** A call that notices its cancellation but answers all the same. */
  private static final class StubbornCall extends CompletableFuture<String> {

    private boolean cancelled;

    @Override
    public boolean cancel(boolean mayInterrupt) {
      cancelled = true;
      return false;
    }
  }

  /** A broken future that tells its end twice. */
  private static final class TwiceEnding extends CompletableFuture<String> {

    @Override
    public CompletableFuture<String> whenComplete(
        BiConsumer<? super String, ? super Throwable> action) {
      action.accept("first", null);
      action.accept("second", null);
      return this;
    }
  }

  private TaskFixture start(AsyncFunction<String, String> calls) {
    return start(calls, stage -> stage);
  }

  private TaskFixture start(
      AsyncFunction<String, String> calls,
      UnaryOperator<AsyncStageBuilder<String, String>> settings) {
    return new TaskFixture(stateDir, calls, stage -> settings.apply(stage.random(() -> 0)));
  }
}
