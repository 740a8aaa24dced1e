// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.async;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Repeats an asynchronous step until it has a result. No thread waits, steps never overlap, and
 * each sees what the one before it wrote. The stack does not grow, however many steps complete at
 * once.
 *
 * @param <R> the result
 */
public final class AsyncLoop<R> {

  /** One step. */
  @FunctionalInterface
  public interface Step<R> {

    /**
     * Starts the step.
     *
     * @param running told what the step waits for, so that cancelling the loop cancels it
     * @return completes with the loop's result, or empty to go on
     */
    CompletionStage<Optional<R>> start(Running running);
  }

  /** What a step waits for. */
  @FunctionalInterface
  public interface Running {

    /** Notes that the step waits for that call, and returns it. */
    <T> CompletableFuture<T> call(CompletionStage<T> call);
  }

  private final Step<R> step;
  private final UnaryOperator<Throwable> failure;
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<?> current;

  private AsyncLoop(Step<R> step, UnaryOperator<Throwable> failure) {
    this.step = step;
    this.failure = failure;
  }

  /**
   * Starts a loop.
   *
   * @param failure turns what a step failed with into what the loop fails with
   * @return completes with the first result, or with the failure of a step; cancelling it cancels
   *     the call that the loop waits for
   */
  public static <R> CompletableFuture<R> run(Step<R> step, UnaryOperator<Throwable> failure) {
    AsyncLoop<R> loop = new AsyncLoop<>(step, failure);
    CompletableFuture<R> unused = loop.result.whenComplete((value, error) -> loop.cancelCurrent());
    loop.repeat();
    return loop.result;
  }

  private void repeat() {
    boolean again = true;
    while (again && !result.isDone()) {
      // Whoever comes second goes on: this thread when the step is already done, else the thread
      // that completes it.
      AtomicBoolean first = new AtomicBoolean(true);
      CompletionStage<Optional<R>> unused =
          begin()
              .whenComplete(
                  (outcome, error) -> {
                    if (error == null) {
                      outcome.ifPresent(result::complete);
                    } else {
                      fail(error);
                    }
                    if (!first.getAndSet(false)) {
                      repeat();
                    }
                  });
      again = !first.getAndSet(false);
    }
  }

  private CompletionStage<Optional<R>> begin() {
    try {
      return step.start(this::track);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> CompletableFuture<T> track(CompletionStage<T> call) {
    CompletableFuture<T> future = call.toCompletableFuture();
    current = future;
    if (result.isDone()) {
      cancelCurrent();
    }
    return future;
  }

  private void cancelCurrent() {
    CompletableFuture<?> running = current;
    if (running != null) {
      running.cancel(true);
    }
  }

  private void fail(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    result.completeExceptionally(failure.apply(cause));
  }
}
