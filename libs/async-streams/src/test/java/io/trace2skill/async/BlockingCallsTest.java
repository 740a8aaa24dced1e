// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockingCallsTest {

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();

  @Test
  void answersAndFailsAsTheFunctionDoes() throws Exception {
    try (AsyncFunction<String, Integer> calls =
        AsyncFunction.blocking(
            "calls",
            2,
            text -> {
              if (text.isEmpty()) {
                throw new IOException("empty");
              }
              return text.length();
            })) {
      assertThat(calls.start("abc").toCompletableFuture().get()).isEqualTo(3);
      assertThatThrownBy(() -> calls.start("").toCompletableFuture().get())
          .hasCause(new IOException("empty"));
    }
  }

  @Test
  void runsNoMoreCallsAtOnceThanItHasThreads() throws Exception {
    try (AsyncFunction<String, String> calls = AsyncFunction.blocking("calls", 2, this::hang)) {
      CompletableFuture<String> first = calls.start("a").toCompletableFuture();
      CompletableFuture<String> second = calls.start("b").toCompletableFuture();
      CompletableFuture<String> third = calls.start("c").toCompletableFuture();
      await().until(() -> running.get() == 2);
      assertThat(third).isNotDone();
      gate.countDown();
      CompletableFuture.allOf(first, second, third).get();
      assertThat(running).hasValue(3);
    }
  }

  @Test
  void cancellingInterruptsTheCallAndFreesItsThread() throws Exception {
    try (AsyncFunction<String, String> calls = AsyncFunction.blocking("calls", 1, this::hang)) {
      CompletableFuture<String> hanging = calls.start("a").toCompletableFuture();
      CompletableFuture<String> queued = calls.start("b").toCompletableFuture();
      await().until(() -> running.get() == 1);
      assertThat(queued.cancel(true)).isTrue();
      assertThat(hanging.cancel(true)).isTrue();
      await().until(() -> interrupted.get() == 1);
      gate.countDown();
      assertThat(calls.start("c").toCompletableFuture().get()).isEqualTo("c");
      assertThat(running).as("the queued call never ran").hasValue(2);
    }
  }

  @Test
  void aCallThatIgnoresItsCancellationKeepsItsThreadButNotThePlace() throws Exception {
    try (AsyncFunction<String, String> calls =
        AsyncFunction.blocking(
            "calls", 1, request -> request.startsWith("stuck") ? ignore(request) : request)) {
      CompletableFuture<String> stuck = calls.start("stuck").toCompletableFuture();
      await().until(() -> running.get() == 1);
      CompletableFuture<String> waiting = calls.start("a").toCompletableFuture();
      assertThat(waiting).isNotDone();
      stuck.cancel(true);
      assertThat(waiting.get()).isEqualTo("a");
      gate.countDown();
      await().until(() -> running.get() == 0);
      assertThat(calls.start("b").toCompletableFuture().get()).isEqualTo("b");
    }
  }

  @Test
  void abandonsOnlySoManyThreads() throws Exception {
    try (AsyncFunction<String, String> calls =
        AsyncFunction.blocking("calls", 2, request -> ignore(request))) {
      for (int i = 1; i <= 4; i++) {
        CompletableFuture<String> stuck = calls.start("stuck").toCompletableFuture();
        int begun = i;
        await().until(() -> running.get() == begun);
        stuck.cancel(true);
        stuck.cancel(true);
      }
      CompletableFuture<String> waiting = calls.start("waits").toCompletableFuture();
      assertThat(running).as("two threads and two in place of abandoned ones").hasValue(4);
      assertThat(waiting).isNotDone();
      gate.countDown();
      assertThat(waiting.get()).isEqualTo("waits");
    }
  }

  @Test
  void aThreadOutlivesWhateverItsCallThrows() throws Exception {
    try (AsyncFunction<Throwable, String> calls =
        AsyncFunction.blocking(
            "calls",
            1,
            failure -> {
              if (failure instanceof Error error) {
                throw error;
              }
              return "ok";
            })) {
      for (Error error :
          List.of(new StackOverflowError(), new OutOfMemoryError(), new ThreadDeath())) {
        assertThatThrownBy(() -> calls.start(error).toCompletableFuture().get()).hasCause(error);
      }
      assertThat(calls.start(new Exception()).toCompletableFuture().get()).isEqualTo("ok");
    }
  }

  @Test
  void closingLeavesNoThread() {
    AsyncFunction<String, String> calls = AsyncFunction.blocking("left-over", 3, this::hang);
    CompletableFuture<String> hanging = calls.start("a").toCompletableFuture();
    await().until(() -> running.get() == 1);
    calls.close();
    assertThat(hanging).isCompletedExceptionally();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("left-over"));
  }

  /** Goes on until the gate opens, whoever interrupts it. */
  private String ignore(String request) {
    running.incrementAndGet();
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException ignored) {
        interrupted.incrementAndGet();
      }
    }
    running.decrementAndGet();
    return request;
  }

  private String hang(String request) throws InterruptedException {
    running.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    }
    return request;
  }
}
