// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import io.trace2skill.async.Breaker.Admission;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Decides what becomes of the requests of one task whose attempts have ended: completion, or
 * another attempt later. Stream thread only.
 */
final class CallEnder<Q, R> {

  private final AsyncStage<Q, R> stage;
  private final CallTable<Q, R> table;
  private final TaskMetrics metrics;
  private final CompletionHandler<Q, R> handler;
  private final LongConsumer store;

  /**
   * @param store deletes a pending request by its number
   */
  CallEnder(
      AsyncStage<Q, R> stage,
      CallTable<Q, R> table,
      TaskMetrics metrics,
      CompletionHandler<Q, R> handler,
      LongConsumer store) {
    this.stage = stage;
    this.table = table;
    this.metrics = metrics;
    this.handler = handler;
    this.store = store;
  }

  /** Ends an attempt that is out of time. */
  void expire(Attempt<Q, R> attempt, long nowMs) {
    String message = "no answer within " + stage.settings().timeoutMs() + " ms";
    attempt.cancel();
    settle(Outcome.of(attempt, null, new TimeoutException(message)), nowMs);
  }

  /** Ends an attempt; nothing happens when it has ended before. */
  void settle(Outcome<Q, R> ended, long nowMs) {
    Attempt<Q, R> attempt = ended.attempt();
    PendingCall call = table.finish(attempt);
    if (call == null) {
      return; // completed twice, or after its time-out
    }
    stage.permits().giveBack(attempt.permit());
    metrics.ended(nowMs - attempt.startedAtMs());
    Outcome<Q, R> outcome = checked(ended);
    Throwable failure = outcome.failure();
    if (failure == null) {
      stage.breaker().answered();
      R result = requireNonNull(outcome.result());
      complete(call, new Completion.Succeeded<>(attempt.request(), result, call.attempts()));
    } else if (stage.settings().retry().isRetryable(failure)) {
      retry(call, attempt, failure, nowMs);
    } else {
      stage.breaker().answered();
      fail(call, attempt, failure);
    }
  }

  private void retry(PendingCall call, Attempt<Q, R> attempt, Throwable failure, long nowMs) {
    int attempts = call.attempts();
    if (!stage.breaker().failed(attempt.admission(), nowMs)) {
      call.forgiveAttempt();
    }
    if (call.attempts() >= stage.settings().retry().maxAttempts()) {
      fail(call, attempt, failure);
      return;
    }
    stage.counters().retries.increment();
    metrics.retried();
    long dueMs = nowMs + stage.settings().retryDelayMs(failure, attempts);
    table.retryAt(call, attempt.admission() == Admission.PROBE ? afterNextProbe(dueMs) : dueMs);
  }

  /** The next probe shall be another request, if there is one: this may be the bad one. */
  private long afterNextProbe(long dueMs) {
    long probeMs = stage.breaker().nextAdmissionMs();
    return probeMs == Long.MAX_VALUE ? dueMs : Math.max(dueMs, probeMs + 1);
  }

  private void fail(PendingCall call, Attempt<Q, R> attempt, Throwable failure) {
    complete(call, new Completion.Failed<>(attempt.request(), failure, call.attempts()));
  }

  private void complete(PendingCall call, Completion<Q, R> completion) {
    try {
      handler.onCompletion(completion);
    } catch (DeadLetterException written) {
      // Kafka Streams writes it in this transaction, so the request is done in this one, too.
      forget(call, completion);
      throw written;
    }
    forget(call, completion);
  }

  private void forget(PendingCall call, Completion<Q, R> completion) {
    store.accept(call.sequence());
    table.forget(call);
    if (completion instanceof Completion.Succeeded) {
      stage.counters().succeeded.increment();
      metrics.succeeded();
    } else {
      stage.counters().failed.increment();
      metrics.failed();
    }
  }

  @SuppressWarnings("CatchThrowable") // results of any size: also an Error is only a failed attempt
  private Outcome<Q, R> checked(Outcome<Q, R> ended) {
    R result = ended.result();
    if (result == null) {
      return ended;
    }
    try {
      stage.settings().resultCheck().accept(result);
      return ended;
    } catch (Throwable refusal) {
      return Outcome.of(ended.attempt(), null, refusal);
    }
  }
}
