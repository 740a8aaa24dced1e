// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AsyncLoopTest {

  private int steps;

  @Test
  void stepsThatCompleteAtOnceDoNotGrowTheStack() {
    CompletableFuture<Integer> result = countTo(200_000, Runnable::run);

    assertThat(result).isCompletedWithValue(200_000);
  }

  @Test
  void stepsThatCompleteOnOtherThreadsNeverOverlap() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      assertThat(countTo(20_000, threads).get(30, TimeUnit.SECONDS)).isEqualTo(20_000);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void cancellingCancelsTheCallAndStartsNoOther() {
    List<CompletableFuture<String>> calls = new ArrayList<>();
    CompletableFuture<String> result =
        AsyncLoop.run(
            running -> {
              CompletableFuture<String> call = new CompletableFuture<>();
              calls.add(call);
              return running.call(call).thenApply(text -> Optional.empty());
            },
            error -> error);
    calls.get(0).complete("go on");

    result.cancel(false);

    assertThat(calls).hasSize(2);
    assertThat(calls.get(1)).isCancelled();
  }

  @Test
  void aStepThatThrowsFailsTheLoop() {
    CompletableFuture<String> result =
        AsyncLoop.run(
            running -> {
              throw new IllegalStateException("no");
            },
            error -> new IllegalArgumentException(error.getMessage()));

    assertThat(result)
        .isCompletedExceptionally()
        .failsWithin(1, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalArgumentException.class)
        .withMessageContaining("no");
  }

  private CompletableFuture<Integer> countTo(int count, Executor executor) {
    return AsyncLoop.run(
        running ->
            running
                .call(CompletableFuture.supplyAsync(() -> "", executor))
                .thenApply(text -> ++steps == count ? Optional.of(steps) : Optional.empty()),
        error -> error);
  }
}
