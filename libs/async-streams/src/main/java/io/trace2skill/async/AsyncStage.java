// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A place in a topology where slow calls are made without a stream thread ever waiting for one.
 * Thread-safe; one per application instance and kind of call, shared by all its tasks, and not by
 * two {@code KafkaStreams}.
 *
 * <p>Add {@link #store()} to the topology and connect it to the processor, get an {@link
 * AsyncCalls} with {@link #calls} in the processor's {@code init}, and give the stage to an {@link
 * AsyncKafkaClientSupplier}, which wakes the stream threads and holds the backlog in the topic.
 * Close the stage after {@code KafkaStreams.close}.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class AsyncStage<Q, R> implements AutoCloseable {

  private final AsyncFunction<Q, R> function;
  private final int maxPendingPerTask;
  private final RetryPolicy retry;
  private final Duration timeout;
  private final Clock clock;
  private final DoubleSupplier random;
  private final Permits permits;
  private final StoreBuilder<?> store;
  private final StageCounters counters = new StageCounters();
  private final Map<TaskId, AsyncCalls<Q, R>> tasks = new ConcurrentHashMap<>();

  private AsyncStage(Builder<Q, R> builder) {
    this.function = builder.function;
    this.maxPendingPerTask = builder.maxPendingPerTask;
    this.retry = builder.retry;
    this.timeout = builder.timeout;
    this.clock = builder.clock;
    this.random = builder.random;
    this.permits = new Permits(builder.maxInFlight);
    this.store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(builder.name + "-pending"),
                Serdes.Long(),
                new PendingRequestSerde<>(builder.requests))
            .withCachingDisabled()
            .withLoggingEnabled(changelogSettings(builder.maxMessageBytes));
  }

  /**
   * Begins to describe a stage.
   *
   * @param name letters, digits, {@code .}, {@code _} and {@code -}; names the store {@code
   *     NAME-pending} and so its changelog: changing it abandons what is pending
   * @param requests how requests are kept in the store
   * @param function the call
   */
  public static <Q, R> Builder<Q, R> builder(
      String name, Serde<Q> requests, AsyncFunction<Q, R> function) {
    return new Builder<>(name, requests, function);
  }

  /**
   * Returns the store of pending requests: persistent, logged, not cached. Its changelog is
   * compacted early, because the store empties again and again. Always the same object.
   */
  public StoreBuilder<?> store() {
    return store;
  }

  /**
   * Binds the stage to a task and takes over what its store holds. Call it in {@code init}; calls
   * start after that, not inside.
   *
   * @param context the processor's context; the store must be connected to the processor
   * @param handler receives the completions, on this stream thread
   * @throws IllegalStateException when another processor of the same task has the stage already
   */
  public AsyncCalls<Q, R> calls(ProcessingContext context, CompletionHandler<Q, R> handler) {
    AsyncCalls<Q, R> calls = new AsyncCalls<>(this, context, handler);
    AsyncCalls<Q, R> earlier = tasks.get(context.taskId());
    if (earlier != null) {
      if (earlier.sharesTaskWith(calls)) {
        throw new IllegalStateException(
            "two processors of one task use the store " + store.name() + "; give each its stage");
      }
      earlier.close(); // its initialisation failed half-way, and Streams does not close such
    }
    tasks.put(context.taskId(), calls);
    calls.restore();
    return calls;
  }

  /** Returns what the stage does now. Callable from any thread. */
  public StageMetrics metrics() {
    long nowMs = clock.millis();
    long oldest =
        tasks.values().stream().mapToLong(AsyncCalls::oldestAcceptedAtMs).min().orElse(nowMs);
    return new StageMetrics(
        permits.inUse(),
        tasks.values().stream().mapToLong(AsyncCalls::pending).sum(),
        Duration.ofMillis(Math.max(0, nowMs - oldest)),
        counters.succeeded.sum(),
        counters.failed.sum(),
        counters.retries.sum(),
        counters.reExecuted.sum());
  }

  /** Closes the function. Call it after the stream threads have ended. */
  @Override
  public void close() {
    function.close();
  }

  Stream<AsyncCalls<Q, R>> callsOf(Thread thread) {
    return tasks.values().stream().filter(calls -> calls.ownedBy(thread));
  }

  void closed(AsyncCalls<Q, R> calls) {
    tasks.remove(calls.taskId(), calls);
  }

  AsyncFunction<Q, R> function() {
    return function;
  }

  int maxPendingPerTask() {
    return maxPendingPerTask;
  }

  RetryPolicy retry() {
    return retry;
  }

  Duration retryDelay(Throwable failure, int attempts) {
    return retry.delay(failure, attempts, random.getAsDouble());
  }

  Duration timeout() {
    return timeout;
  }

  Permits permits() {
    return permits;
  }

  StageCounters counters() {
    return counters;
  }

  /** The active segment of a topic is never compacted, so segments must be small and end soon. */
  private static Map<String, String> changelogSettings(int maxMessageBytes) {
    return Map.of(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes),
        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(Math.max(8 << 20, maxMessageBytes)),
        TopicConfig.SEGMENT_MS_CONFIG, "10000",
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.01",
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "10000",
        TopicConfig.DELETE_RETENTION_MS_CONFIG, "1000");
  }

  /**
   * Describes a stage. Everything but the arguments of {@link AsyncStage#builder} has a default.
   *
   * @param <Q> the request
   * @param <R> the result
   */
  public static final class Builder<Q, R> {

    private final String name;
    private final Serde<Q> requests;
    private final AsyncFunction<Q, R> function;
    private int maxInFlight = 128;
    private int maxPendingPerTask = 256;
    private int maxMessageBytes = 4 << 20;
    private RetryPolicy retry = RetryPolicy.transientFailures(5);
    private Duration timeout = Duration.ofMinutes(5);
    private Clock clock = Clock.systemUTC();
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    private Builder(String name, Serde<Q> requests, AsyncFunction<Q, R> function) {
      this.name = requireNonNull(name, "name");
      this.requests = requireNonNull(requests, "requests");
      this.function = requireNonNull(function, "function");
    }

    /** Sets how many calls the instance may have in flight, over all tasks; at least 1. */
    public Builder<Q, R> maxInFlight(int calls) {
      maxInFlight = positive("maxInFlight", calls);
      return this;
    }

    /**
     * Sets how many requests a task may have pending before its input is paused; it goes on at half
     * of it. At least 1; more than the calls in flight, or permits stay unused. What is already
     * fetched is still accepted: the overshoot is bounded by {@code buffered.records.per.partition}
     * plus {@code max.poll.records}. Needs the {@link AsyncKafkaClientSupplier}.
     */
    public Builder<Q, R> maxPendingPerTask(int requests) {
      maxPendingPerTask = positive("maxPendingPerTask", requests);
      return this;
    }

    /**
     * Sets the largest (compressed) batch that the changelog takes, in bytes; at least as much as
     * the largest request. The producer's {@code max.request.size} has to allow it too.
     */
    public Builder<Q, R> maxMessageBytes(int bytes) {
      maxMessageBytes = positive("maxMessageBytes", bytes);
      return this;
    }

    /** Sets which failures are repeated; by default transient ones, up to five attempts. */
    public Builder<Q, R> retry(RetryPolicy policy) {
      retry = requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets how long one attempt may take; positive, five minutes by default. The attempt is then
     * cancelled and fails with a {@link java.util.concurrent.TimeoutException}.
     */
    public Builder<Q, R> timeout(Duration perAttempt) {
      if (perAttempt.isNegative() || perAttempt.isZero()) {
        throw new IllegalArgumentException("timeout must be positive: " + perAttempt);
      }
      timeout = perAttempt;
      return this;
    }

    /**
     * Sets the clock that {@link AsyncStage#metrics} measures ages with. Time-outs and retries
     * follow the wall clock of Kafka Streams, which a {@code TopologyTestDriver} advances.
     */
    public Builder<Q, R> clock(Clock ageClock) {
      clock = requireNonNull(ageClock, "ageClock");
      return this;
    }

    /** Sets the source of jitter, in [0, 1). */
    Builder<Q, R> random(DoubleSupplier jitter) {
      random = jitter;
      return this;
    }

    /** Builds the stage. */
    public AsyncStage<Q, R> build() {
      return new AsyncStage<>(this);
    }

    private static int positive(String setting, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(setting + " must be at least 1: " + value);
      }
      return value;
    }
  }
}
