// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one task and what each of them waits for: the older ones of its key, a permit
 * (ready), its completion (running) or its next attempt (delayed). Knows no clock, thread or store.
 * Stream thread only, except {@link #size}, {@link #inFlight} and {@link #oldestAcceptedAtMs}.
 *
 * <p>A request whose completion handler threw is in none of these groups, and holds up its key: it
 * stays pending until the task starts anew.
 */
final class CallTable<Q, R> {

  private record Timer(long atMs, long sequence) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  // These two are concurrent only because metrics look at them from other threads.
  private final Map<Long, PendingCall> calls = new ConcurrentHashMap<>();
  private final Map<Long, Attempt<Q, R>> running = new ConcurrentHashMap<>();
  private final TreeMap<Long, PendingCall> ready = new TreeMap<>();
  private final Lanes lanes = new Lanes();
  private final TreeSet<Timer> timers = new TreeSet<>();
  private long nextSequence;

  /** Returns a number above that of every request so far. */
  long nextSequence() {
    return nextSequence;
  }

  /**
   * Adds a request that the store holds under this number, the highest so far. It is ready unless
   * an older one has the same key.
   *
   * @param key compared by {@code equals}; null for a request that waits for no other
   */
  PendingCall accept(long sequence, long acceptedAtMs, @Nullable Object key) {
    nextSequence = Math.max(nextSequence, sequence + 1);
    PendingCall call = new PendingCall(sequence, acceptedAtMs, key);
    calls.put(sequence, call);
    if (lanes.enter(call)) {
      ready.put(sequence, call);
    }
    return call;
  }

  /** Returns the oldest request that may start now, or null. */
  @Nullable PendingCall firstReady() {
    return ready.isEmpty() ? null : ready.firstEntry().getValue();
  }

  /** Notes that the ready request now runs, at most until the deadline. */
  void start(PendingCall call, Attempt<Q, R> attempt, long deadlineMs) {
    ready.remove(call.sequence());
    running.put(call.sequence(), attempt);
    call.countAttempt();
    setTimer(call, deadlineMs);
  }

  /**
   * Ends an attempt. This is the one place that tells live completions from stale ones.
   *
   * @return the request, or null when this attempt does not run (any more)
   */
  @Nullable PendingCall finish(Attempt<Q, R> attempt) {
    if (!running.remove(attempt.sequence(), attempt)) {
      return null;
    }
    PendingCall call = calls.get(attempt.sequence());
    if (call != null) {
      clearTimer(call);
    }
    return call;
  }

  /** Makes a finished request ready again at the given time. */
  void retryAt(PendingCall call, long dueMs) {
    setTimer(call, dueMs);
  }

  /** Removes a finished request; the next of its key is ready. */
  void forget(PendingCall call) {
    calls.remove(call.sequence());
    PendingCall next = lanes.leave(call);
    if (next != null) {
      ready.put(next.sequence(), next);
    }
  }

  /**
   * Makes due retries ready and returns a running attempt that is out of time, or null. It is
   * returned again until it is finished, so that none is lost when the end of another one throws.
   */
  @Nullable Attempt<Q, R> advanceTo(long nowMs) {
    while (!timers.isEmpty() && timers.first().atMs() <= nowMs) {
      long sequence = timers.first().sequence();
      Attempt<Q, R> attempt = running.get(sequence);
      if (attempt != null) {
        return attempt;
      }
      timers.pollFirst();
      PendingCall call = calls.get(sequence);
      if (call != null) {
        ready.put(sequence, call);
      }
    }
    return null;
  }

  /** Returns when {@link #advanceTo} has something to do; {@code Long.MAX_VALUE} for never. */
  long nextTimerMs() {
    return timers.isEmpty() ? Long.MAX_VALUE : timers.first().atMs();
  }

  Collection<Attempt<Q, R>> running() {
    return running.values();
  }

  /** Returns the calls that run. Thread-safe. */
  int inFlight() {
    return running.size();
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Returns the requests without completion. Thread-safe. */
  int size() {
    return calls.size();
  }

  /** Returns when the oldest request came; {@code Long.MAX_VALUE} for none. Thread-safe. */
  long oldestAcceptedAtMs() {
    return calls.values().stream()
        .mapToLong(PendingCall::acceptedAtMs)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void setTimer(PendingCall call, long atMs) {
    call.timerAtMs(atMs);
    timers.add(new Timer(atMs, call.sequence()));
  }

  private void clearTimer(PendingCall call) {
    timers.remove(new Timer(call.timerAtMs(), call.sequence()));
  }
}
