// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
  void closingLeavesNoThread() {
    AsyncFunction<String, String> calls = AsyncFunction.blocking("left-over", 3, this::hang);
    CompletableFuture<String> hanging = calls.start("a").toCompletableFuture();
    await().until(() -> running.get() == 1);
    calls.close();
    assertThat(hanging).isCompletedExceptionally();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("left-over"));
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
