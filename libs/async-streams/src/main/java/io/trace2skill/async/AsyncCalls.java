// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
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
 * <p>Completions come in the order in which the calls end, not in the order of submission.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public final class AsyncCalls<Q, R> implements AutoCloseable {

  private static final Duration DRAIN_INTERVAL = Duration.ofMillis(1);

  private final AsyncStage<Q, R> stage;
  private final ProcessingContext context;
  private final CompletionHandler<Q, R> handler;
  private final KeyValueStore<Long, PendingRequest<Q>> store;
  private final long commitIntervalMs;
  private final Thread owner = Thread.currentThread();
  private final CallTable<Q, R> table = new CallTable<>();
  private final Inbox<Q, R> inbox = new Inbox<>();
  private final Permits.Waiter line = inbox::ring;
  private @Nullable Cancellable punctuation;
  private boolean full;
  private long nextRunMs;
  private long lastWorkMs;

  AsyncCalls(AsyncStage<Q, R> stage, ProcessingContext context, CompletionHandler<Q, R> handler) {
    this.stage = stage;
    this.context = context;
    this.handler = handler;
    this.store = context.getStateStore(stage.store().name());
    this.commitIntervalMs = commitIntervalMs(context.appConfigs());
  }

  /**
   * Accepts a request: puts it into the store and starts its call as soon as the instance's limit
   * allows, perhaps at once. Never blocks, and never calls the handler.
   *
   * @param request what to call the function with, never null
   * @throws IllegalStateException from another thread than the task's
   */
  public void submit(Q request) {
    requireNonNull(request, "request");
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "submit must be called on " + owner.getName() + ", the stream thread of this task");
    }
    long nowMs = context.currentSystemTimeMs();
    long sequence = table.nextSequence();
    store.put(sequence, new PendingRequest<>(nowMs, request));
    lastWorkMs = nowMs;
    startReady(table.accept(sequence, nowMs), request);
    keepPunctuating();
  }

  /** Returns the requests of this task that have no completion yet. */
  public int pending() {
    return table.size();
  }

  /** Returns the calls of this task that run now. */
  public int inFlight() {
    return table.running().size();
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
      attempts.forEach(attempt -> stage.permits().giveBack(attempt.permit()));
      stage.permits().leave(line);
      stage.closed(this);
    }
  }

  /** Takes over what the restored store holds. The calls start with the first drain. */
  void restore() {
    try (KeyValueIterator<Long, PendingRequest<Q>> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Long, PendingRequest<Q>> entry = entries.next();
        table.accept(entry.key, entry.value.acceptedAtMs());
      }
    }
    stage.counters().reExecuted.add(table.size());
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

  /** Returns whether the task has so much pending that its input should pause. */
  boolean isFull() {
    int pending = table.size();
    full = full ? pending > stage.maxPendingPerTask() / 2 : pending >= stage.maxPendingPerTask();
    return full;
  }

  /** Returns the time until which the stream thread may sleep as far as this task is concerned. */
  long nextRunMs() {
    return inbox.isEmpty() && !stage.permits().isGranted(line) ? nextRunMs : 0;
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
        settle(outcome);
      }
      table.advanceTo(context.currentSystemTimeMs()).forEach(this::expire);
      startReady(null, null);
    } finally {
      keepPunctuating();
    }
  }

  private void expire(Attempt<Q, R> attempt) {
    String message = "no answer within " + stage.timeout().toMillis() + " ms";
    attempt.cancel();
    settle(Outcome.of(attempt, null, new TimeoutException(message)));
  }

  private void settle(Outcome<Q, R> outcome) {
    Attempt<Q, R> attempt = outcome.attempt();
    PendingCall call = table.finish(attempt);
    if (call == null) {
      return; // completed twice, or after its time-out
    }
    stage.permits().giveBack(attempt.permit());
    lastWorkMs = context.currentSystemTimeMs();
    Throwable failure = outcome.failure();
    if (failure == null) {
      R result = requireNonNull(outcome.result());
      handler.onCompletion(new Completion.Succeeded<>(attempt.request(), result, call.attempts()));
      stage.counters().succeeded.increment();
      forget(call);
    } else if (stage.retry().allows(failure, call.attempts())) {
      stage.counters().retries.increment();
      table.retryAt(call, lastWorkMs + stage.retryDelay(failure, call.attempts()).toMillis());
    } else {
      handler.onCompletion(new Completion.Failed<>(attempt.request(), failure, call.attempts()));
      stage.counters().failed.increment();
      forget(call);
    }
  }

  private void forget(PendingCall call) {
    store.put(call.sequence(), null); // delete() would first read and decode what it removes
    table.forget(call);
  }

  /** Starts what may start. The newest request is at hand, older ones are read from the store. */
  private void startReady(@Nullable PendingCall newest, @Nullable Q newestRequest) {
    for (PendingCall call = table.firstReady(); call != null; call = table.firstReady()) {
      Optional<Permit> permit = stage.permits().take(line);
      if (permit.isEmpty()) {
        return;
      }
      boolean started = false;
      try {
        Q request =
            call == newest && newestRequest != null
                ? newestRequest
                : store.get(call.sequence()).request();
        start(call, new Attempt<>(call.sequence(), request, permit.get()));
        started = true;
      } finally {
        if (!started) {
          stage.permits().giveBack(permit.get());
        }
      }
    }
    stage.permits().leave(line);
  }

  @SuppressWarnings("CatchThrowable") // also an Error of the function is only a failed attempt
  private void start(PendingCall call, Attempt<Q, R> attempt) {
    table.start(call, attempt, context.currentSystemTimeMs() + stage.timeout().toMillis());
    try {
      CompletionStage<R> running =
          requireNonNull(stage.function().start(attempt.request()), "the function returned null");
      attempt.startedAs(running);
      running.whenComplete((result, failure) -> inbox.add(Outcome.of(attempt, result, failure)));
    } catch (Throwable failure) {
      inbox.add(Outcome.of(attempt, null, failure));
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
