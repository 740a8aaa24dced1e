// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A place in a topology where slow calls are made without a stream thread ever waiting for one.
 * Thread-safe; one per application instance and kind of call, shared by all its tasks, and not by
 * two {@code KafkaStreams}.
 *
 * <p>For one call per record an {@link AsyncProcessorSupplier} is all a topology needs. In a
 * processor of your own: add {@link #store()} to the topology and connect it to the processor, get
 * an {@link AsyncCalls} with {@link #calls} in the processor's {@code init}, and give the stage to
 * an {@link AsyncKafkaClientSupplier}, which wakes the stream threads and holds the backlog in the
 * topic. Close the stage after {@code KafkaStreams.close}.
 *
 * <p>Under {@code exactly_once_v2} each request yields exactly one committed completion, over
 * crashes, rebalances and whatever the function does; calls are made at least once. What breaks
 * this:
 *
 * <ul>
 *   <li>another name of the stage, or another {@code application.id}: what was pending is abandoned
 *   <li>{@code at_least_once}: completions can be seen twice
 *   <li>effects of the completion handler outside Kafka: they do not belong to the transaction
 *   <li>an exception handler that goes on after the completion handler threw: the request waits for
 *       the task's next start
 *   <li>for {@link AsyncStageBuilder#orderedBy}: requests of one key that come from several
 *       partitions, or from another one than before
 * </ul>
 *
 * <p>An instance that was paused and lost its tasks goes on calling until it notices; what it would
 * write is refused by the broker. Time-outs, retries and the breaker follow the wall clock: when it
 * jumps ahead, calls end early; when it jumps back, they wait.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class AsyncStage<Q, R> implements AutoCloseable {

  private final StageSettings<Q, R> settings;
  private final StoreBuilder<?> store;
  private final Permits permits;
  private final Breaker breaker;
  private final StageCounters counters = new StageCounters();
  private final Map<TaskId, AsyncCalls<Q, R>> tasks = new ConcurrentHashMap<>();

  AsyncStage(StageSettings<Q, R> settings, StoreBuilder<?> store) {
    this.settings = settings;
    this.store = store;
    this.permits = new Permits(settings.maxInFlight());
    this.breaker = new Breaker(settings.breaker(), this::ringAll);
  }

  /**
   * Begins to describe a stage.
   *
   * @param name letters, digits, {@code .}, {@code _} and {@code -}; names the store {@code
   *     NAME-pending} and so its changelog: changing it abandons what is pending
   * @param requests how requests are kept in the store
   * @param function the call
   */
  public static <Q, R> AsyncStageBuilder<Q, R> builder(
      String name, Serde<Q> requests, AsyncFunction<Q, R> function) {
    return new AsyncStageBuilder<>(name, requests, function);
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
    long nowMs = settings.clock().millis();
    long oldest =
        tasks.values().stream().mapToLong(AsyncCalls::oldestAcceptedAtMs).min().orElse(nowMs);
    return new StageMetrics(
        permits.inUse(),
        tasks.values().stream().mapToLong(AsyncCalls::pending).sum(),
        Duration.ofMillis(Math.max(0, nowMs - oldest)),
        counters.succeeded.sum(),
        counters.failed.sum(),
        counters.retries.sum(),
        counters.reExecuted.sum(),
        breaker.state());
  }

  /** Closes the function. Call it after the stream threads have ended. */
  @Override
  public void close() {
    settings.function().close();
  }

  Stream<AsyncCalls<Q, R>> callsOf(Thread thread) {
    return tasks.values().stream().filter(calls -> calls.ownedBy(thread));
  }

  void closed(AsyncCalls<Q, R> calls) {
    tasks.remove(calls.taskId(), calls);
  }

  StageSettings<Q, R> settings() {
    return settings;
  }

  Permits permits() {
    return permits;
  }

  Breaker breaker() {
    return breaker;
  }

  StageCounters counters() {
    return counters;
  }

  private void ringAll() {
    tasks.values().forEach(AsyncCalls::ring);
  }
}
