// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous calls of one task: the part of an {@link AsyncStage} that a processor works
 * with. Stream thread only: a processor gets it in {@code init}, submits in {@code process} (or in
 * a punctuator, or in the completion handler), and closes it in {@code close}.
 *
 * <p>A submitted request is durable with the transaction that consumes its input record; its
 * completion, whatever the handler forwards and the removal from the store share a later
 * transaction. So under {@code exactly_once_v2} each request yields exactly one committed
 * completion, over crashes and rebalances. The <em>call</em> is made at least once: what is in
 * flight at a crash, or has answered without being committed yet, is called again. Under {@code
 * at_least_once} a completion can be seen twice.
 *
 * <p>Completions come in the order in which the calls end; with {@link
 * AsyncStageBuilder#orderedBy}, those of one key come in the order of submission.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class AsyncCalls<Q, R> implements AutoCloseable {

  private static final Duration DRAIN_INTERVAL = Duration.ofMillis(1);

  private final AsyncStage<Q, R> stage;
  private final ProcessingContext context;
  private final KeyValueStore<Long, PendingRequest<Q>> store;
  private final long commitIntervalMs;
  private final Thread owner = Thread.currentThread();
  private final CallTable<Q, R> table = new CallTable<>();
  private final Inbox<Q, R> inbox = new Inbox<>();
  private final TaskMetrics metrics;
  private final CallStarter<Q, R> starter;
  private final CallEnder<Q, R> ender;
  private @Nullable Cancellable punctuation;
  private boolean full;
  private long nextRunMs;
  private long lastWorkMs;

  AsyncCalls(AsyncStage<Q, R> stage, ProcessingContext context, CompletionHandler<Q, R> handler) {
    this.stage = stage;
    this.context = context;
    this.store = context.getStateStore(stage.store().name());
    this.commitIntervalMs = commitIntervalMs(context.appConfigs());
    this.metrics = new TaskMetrics(context, stage.settings().name(), table, stage.breaker());
    this.starter =
        new CallStarter<>(stage, table, inbox, metrics, sequence -> store.get(sequence).request());
    // A delete would first read and decode what it removes.
    this.ender =
        new CallEnder<>(stage, table, metrics, handler, sequence -> store.put(sequence, null));
  }

  /**
   * Accepts a request: puts it into the store and starts its call as soon as the instance's limit
   * allows, perhaps at once. Never blocks, and never calls the handler.
   *
   * @param request what to call the function with, never null
   * @throws IllegalStateException from another thread than the task's
   * @throws org.apache.kafka.common.errors.RecordTooLargeException when the request is larger than
   *     {@link AsyncStageBuilder#maxMessageBytes}; nothing is kept of it
   */
  public void submit(Q request) {
    requireNonNull(request, "request");
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "submit must be called on " + owner.getName() + ", the stream thread of this task");
    }
    long nowMs = context.currentSystemTimeMs();
    Object key = stage.settings().key(request);
    long sequence = table.nextSequence();
    store.put(sequence, new PendingRequest<>(nowMs, request));
    lastWorkMs = nowMs;
    starter.startReady(nowMs, table.accept(sequence, nowMs, key), request);
    keepPunctuating();
  }

  /** Returns the requests of this task that have no completion yet. */
  public int pending() {
    return table.size();
  }

  /** Returns the calls of this task that run now. */
  public int inFlight() {
    return table.inFlight();
  }

  /**
   * Cancels the calls in flight and gives their permits back. The store keeps the requests; the
   * task's next start submits them again, here or on another instance.
   */
  @Override
  public void close() {
    List<Attempt<Q, R>> attempts = new ArrayList<>(table.running());
    inbox.close();
    try {
      if (punctuation != null) {
        punctuation.cancel();
      }
      for (Attempt<Q, R> attempt : attempts) {
        table.finish(attempt);
        attempt.cancel();
      }
    } finally {
      stage.closed(this);
      attempts.forEach(starter::withdraw);
      starter.close();
      metrics.close();
    }
  }

  /** Takes over what the restored store holds. The calls start with the first drain. */
  void restore() {
    try (KeyValueIterator<Long, PendingRequest<Q>> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Long, PendingRequest<Q>> entry = entries.next();
        Object key = stage.settings().key(entry.value.request());
        table.accept(entry.key, entry.value.acceptedAtMs(), key);
      }
    }
    stage.counters().reExecuted.add(table.size());
    metrics.reExecuted(table.size());
    keepPunctuating();
    nextRunMs = table.isEmpty() ? Long.MAX_VALUE : 0;
  }

  /** Returns whether both belong to one and the same life of a task. */
  boolean sharesTaskWith(AsyncCalls<?, ?> other) {
    return context == other.context;
  }

  TaskId taskId() {
    return context.taskId();
  }

  boolean ownedBy(Thread thread) {
    return owner == thread;
  }

  void connect(Doorbell doorbell) {
    inbox.connect(doorbell);
  }

  /** Wakes the task's stream thread; called from any thread. */
  void ring() {
    inbox.ring();
  }

  /** Returns whether the task has so much pending that its input should pause. */
  boolean isFull() {
    int pending = table.size();
    int max = stage.settings().maxPendingPerTask();
    full = full ? pending > max / 2 : pending >= max;
    return full;
  }

  /** Returns the time until which the stream thread may sleep as far as this task is concerned. */
  long nextRunMs() {
    return inbox.isEmpty() ? Math.min(nextRunMs, starter.nextStartMs()) : 0;
  }

  /** Returns when this task last did something that has to be committed. */
  long lastWorkMs() {
    return lastWorkMs;
  }

  long commitIntervalMs() {
    return commitIntervalMs;
  }

  /** Returns when the oldest pending request came, or {@code Long.MAX_VALUE}. Thread-safe. */
  long oldestAcceptedAtMs() {
    return table.oldestAcceptedAtMs();
  }

  private void drain() {
    try {
      for (Outcome<Q, R> outcome = inbox.poll(); outcome != null; outcome = inbox.poll()) {
        long nowMs = context.currentSystemTimeMs();
        lastWorkMs = nowMs; // before: what a handler did before it threw is committed, too
        ender.settle(outcome, nowMs);
      }
      long nowMs = context.currentSystemTimeMs();
      for (Attempt<Q, R> late = table.advanceTo(nowMs);
          late != null;
          late = table.advanceTo(nowMs)) {
        lastWorkMs = nowMs;
        ender.expire(late, nowMs);
      }
      starter.startReady(nowMs);
    } finally {
      keepPunctuating();
    }
  }

  /** Only a task with pending requests has a punctuator, so an idle stage costs nothing. */
  private void keepPunctuating() {
    nextRunMs = table.nextTimerMs();
    if (punctuation == null && !table.isEmpty()) {
      punctuation =
          context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> drain());
    } else if (punctuation != null && table.isEmpty()) {
      punctuation.cancel();
      punctuation = null;
    }
  }

  private static long commitIntervalMs(Map<String, Object> config) {
    Object interval = config.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
    return requireNonNull((Long) interval, StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
  }
}
