// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import static java.util.Objects.requireNonNull;

import io.trace2skill.async.Breaker.Admission;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Starts the calls of one task: the oldest ready one first, each with a permit, none while the
 * breaker refuses. Stream thread only.
 */
final class CallStarter<Q, R> {

  private final AsyncStage<Q, R> stage;
  private final CallTable<Q, R> table;
  private final Inbox<Q, R> inbox;
  private final TaskMetrics metrics;
  private final LongFunction<Q> requests;
  private final Permits.Waiter line;
  private boolean refused;

  /**
   * @param requests reads a pending request by its number
   */
  CallStarter(
      AsyncStage<Q, R> stage,
      CallTable<Q, R> table,
      Inbox<Q, R> inbox,
      TaskMetrics metrics,
      LongFunction<Q> requests) {
    this.stage = stage;
    this.table = table;
    this.inbox = inbox;
    this.metrics = metrics;
    this.requests = requests;
    this.line = inbox::ring;
  }

  /** Starts what may start. */
  void startReady(long nowMs) {
    startReady(nowMs, null, null);
  }

  /**
   * Starts what may start, with the newest request at hand, so that it need not be read again.
   *
   * @param newest null for none
   */
  void startReady(long nowMs, @Nullable PendingCall newest, @Nullable Q newestRequest) {
    refused = false;
    for (PendingCall call = table.firstReady(); call != null; call = table.firstReady()) {
      if (stage.breaker().nextAdmissionMs() > nowMs) {
        refused = true;
        break;
      }
      Optional<Permit> permit = stage.permits().take(line);
      if (permit.isEmpty()) {
        return; // in the line now
      }
      Admission admission = stage.breaker().admit(nowMs);
      if (admission == Admission.REFUSED) { // another task was faster
        stage.permits().giveBack(permit.get());
        refused = true;
        break;
      }
      Q known = call == newest ? newestRequest : null;
      startOrGiveBack(call, known, permit.get(), admission, nowMs);
    }
    stage.permits().leave(line);
  }

  /** Returns when it is worth to try again, as far as nobody rings. */
  long nextStartMs() {
    if (stage.permits().isGranted(line)) {
      return 0;
    }
    return refused ? stage.breaker().nextAdmissionMs() : Long.MAX_VALUE;
  }

  /** Gives back what a call holds that ended without telling anything of the endpoint. */
  void withdraw(Attempt<Q, R> attempt) {
    stage.permits().giveBack(attempt.permit());
    stage.breaker().withdrawn(attempt.admission());
  }

  /** Leaves the line for permits. */
  void close() {
    stage.permits().leave(line);
  }

  private void startOrGiveBack(
      PendingCall call, @Nullable Q known, Permit permit, Admission admission, long nowMs) {
    boolean started = false;
    try {
      Q request = known == null ? requests.apply(call.sequence()) : known;
      start(call, new Attempt<>(call.sequence(), request, permit, admission, nowMs));
      started = true;
    } finally {
      if (!started) {
        stage.permits().giveBack(permit);
        stage.breaker().withdrawn(admission);
      }
    }
  }

  @SuppressWarnings("CatchThrowable") // also an Error of the function is only a failed attempt
  private void start(PendingCall call, Attempt<Q, R> attempt) {
    if (call.attempts() == 0) {
      metrics.waited(attempt.startedAtMs() - call.acceptedAtMs());
    }
    table.start(call, attempt, attempt.startedAtMs() + stage.settings().timeoutMs());
    try {
      CompletionStage<R> running =
          requireNonNull(
              stage.settings().function().start(attempt.request()), "the function returned null");
      attempt.startedAs(running);
      running.whenComplete((result, failure) -> inbox.add(Outcome.of(attempt, result, failure)));
    } catch (Throwable failure) {
      inbox.add(Outcome.of(attempt, null, failure));
    }
  }
}
