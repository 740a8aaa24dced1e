// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stage. Everything but the arguments of {@link AsyncStage#builder} has a default.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class AsyncStageBuilder<Q, R> {

  private final String name;
  private final Serde<Q> requests;
  private final AsyncFunction<Q, R> function;
  private int maxInFlight = 128;
  private int maxPendingPerTask = 256;
  private int maxMessageBytes = 4 << 20;
  private Function<? super Q, ? extends @Nullable Object> order = request -> null;
  private RetryPolicy retry = RetryPolicy.transientFailures(5);
  private BreakerPolicy breaker = BreakerPolicy.off();
  private Consumer<? super R> resultCheck = result -> {};
  private Duration timeout = Duration.ofMinutes(5);
  private Clock clock = Clock.systemUTC();
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

  AsyncStageBuilder(String name, Serde<Q> requests, AsyncFunction<Q, R> function) {
    this.name = requireNonNull(name, "name");
    this.requests = requireNonNull(requests, "requests");
    this.function = requireNonNull(function, "function");
  }

  /** Sets how many calls the instance may have in flight, over all tasks; at least 1. */
  public AsyncStageBuilder<Q, R> maxInFlight(int calls) {
    maxInFlight = positive("maxInFlight", calls);
    return this;
  }

  /**
   * Sets how many requests a task may have pending before its input is paused; it goes on at half
   * of it. At least 1; more than the calls in flight, or permits stay unused. What is already
   * fetched is still accepted: the overshoot is bounded by {@code buffered.records.per.partition}
   * plus {@code max.poll.records}. Needs the {@link AsyncKafkaClientSupplier}.
   */
  public AsyncStageBuilder<Q, R> maxPendingPerTask(int requests) {
    maxPendingPerTask = positive("maxPendingPerTask", requests);
    return this;
  }

  /**
   * Sets the largest (compressed) batch that the changelog takes, in bytes; at least as much as the
   * largest request, 4 MiB by default. The producer's {@code max.request.size} has to allow it too.
   * A larger request is refused by {@link AsyncCalls#submit}, before it could fail the transaction
   * of its stream thread.
   */
  public AsyncStageBuilder<Q, R> maxMessageBytes(int bytes) {
    maxMessageBytes = positive("maxMessageBytes", bytes);
    return this;
  }

  /**
   * Keeps the order of submission among requests of one key: of each key only the oldest pending
   * request is called, and the next one when that has its completion, also when it needs retries,
   * fails for good, or is made again after a restart or on another instance. Without it,
   * completions come as calls end.
   *
   * <p>The order is that of one task, so requests of one key must come from one partition. A key
   * with many requests has one call in flight and holds up no other, until its requests alone fill
   * the task ({@link #maxPendingPerTask}); then its partition moves at the pace of that key.
   *
   * @param key a pure function of the request, also of one that is read from the store; compared by
   *     {@code equals}, or by content for {@code byte[]}. Null for requests that need no order.
   *     What it throws is thrown by {@link AsyncCalls#submit}
   */
  public AsyncStageBuilder<Q, R> orderedBy(Function<? super Q, ? extends @Nullable Object> key) {
    order = requireNonNull(key, "key");
    return this;
  }

  /** Sets which failures are repeated; by default transient ones, up to five attempts. */
  public AsyncStageBuilder<Q, R> retry(RetryPolicy policy) {
    retry = requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Sets when the stage stops calling an endpoint that is down; by default never. Leave it so when
   * the function has a circuit breaker of its own.
   */
  public AsyncStageBuilder<Q, R> breaker(BreakerPolicy policy) {
    breaker = requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Sets a check of results, for example of their size: {@link AsyncProcessorSupplier#sizeLimit}.
   * It runs on the stream thread, before the completion handler. What it throws is a failed
   * attempt.
   */
  public AsyncStageBuilder<Q, R> resultCheck(Consumer<? super R> check) {
    resultCheck = requireNonNull(check, "check");
    return this;
  }

  /**
   * Sets how long one attempt may take; positive, five minutes by default. The attempt is then
   * cancelled and fails with a {@link java.util.concurrent.TimeoutException}.
   */
  public AsyncStageBuilder<Q, R> timeout(Duration perAttempt) {
    if (perAttempt.isNegative() || perAttempt.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + perAttempt);
    }
    timeout = perAttempt;
    return this;
  }

  /**
   * Sets the clock that {@link AsyncStage#metrics} measures ages with. Time-outs and retries follow
   * the wall clock of Kafka Streams, which a {@code TopologyTestDriver} advances.
   */
  public AsyncStageBuilder<Q, R> clock(Clock ageClock) {
    clock = requireNonNull(ageClock, "ageClock");
    return this;
  }

  /** Sets the source of jitter, in [0, 1). */
  AsyncStageBuilder<Q, R> random(DoubleSupplier jitter) {
    random = jitter;
    return this;
  }

  /**
   * Builds the stage.
   *
   * @throws IllegalArgumentException when the breaker could be opened by one request alone
   */
  public AsyncStage<Q, R> build() {
    if (breaker.failures() <= retry.maxAttempts()) {
      throw new IllegalArgumentException(
          "the breaker's failures (%d) must be more than the retry policy's maxAttempts (%d)"
              .formatted(breaker.failures(), retry.maxAttempts()));
    }
    return new AsyncStage<>(
        new StageSettings<>(
            name,
            function,
            maxInFlight,
            maxPendingPerTask,
            order,
            retry,
            breaker,
            timeout,
            resultCheck,
            clock,
            random),
        PendingStore.builder(name, requests, maxMessageBytes));
  }

  private static int positive(String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " must be at least 1: " + value);
    }
    return value;
  }
}
