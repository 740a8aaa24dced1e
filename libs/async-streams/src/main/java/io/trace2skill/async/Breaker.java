// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/**
 * Decides whether calls may start, from how the calls of all tasks end. Knows no clock and no
 * thread; whoever waits is told of changes by the given action. Thread-safe; the action runs
 * without the lock.
 */
final class Breaker {

  /** How a call may start. */
  enum Admission {
    REFUSED,
    USUAL,
    /** The one call that finds out; its end must be told. */
    PROBE
  }

  private final BreakerPolicy policy;
  private final Runnable onChange;
  private BreakerState state = BreakerState.CLOSED;
  private int failuresInARow;
  private int stopsInARow;
  private long probeAtMs;

  Breaker(BreakerPolicy policy, Runnable onChange) {
    this.policy = policy;
    this.onChange = onChange;
  }

  /** Returns whether a call may start now. */
  synchronized Admission admit(long nowMs) {
    if (state == BreakerState.CLOSED) {
      return Admission.USUAL;
    }
    if (state == BreakerState.HALF_OPEN || nowMs < probeAtMs) {
      return Admission.REFUSED;
    }
    state = BreakerState.HALF_OPEN;
    return Admission.PROBE;
  }

  /** Returns when it is worth to ask again; {@code Long.MAX_VALUE} before a probe has ended. */
  synchronized long nextAdmissionMs() {
    return switch (state) {
      case CLOSED -> 0;
      case OPEN -> probeAtMs;
      case HALF_OPEN -> Long.MAX_VALUE;
    };
  }

  synchronized BreakerState state() {
    return state;
  }

  /** Notes that a call showed the endpoint to answer. */
  void answered() {
    boolean changed;
    synchronized (this) {
      changed = state != BreakerState.CLOSED;
      state = BreakerState.CLOSED;
      failuresInARow = 0;
      stopsInARow = 0;
    }
    if (changed) {
      onChange.run();
    }
  }

  /**
   * Notes that a call failed in a way that may pass.
   *
   * @return whether the failure counts against the request
   */
  boolean failed(Admission admission, long nowMs) {
    synchronized (this) {
      if (state == BreakerState.CLOSED && ++failuresInARow < policy.failures()) {
        return true;
      }
      if (state != BreakerState.CLOSED && admission != Admission.PROBE) {
        return false;
      }
      state = BreakerState.OPEN;
      failuresInARow = 0;
      stopsInARow++;
      probeAtMs = nowMs + policy.backoff(stopsInARow).toMillis();
    }
    onChange.run();
    return false;
  }

  /** Notes that an admitted call did not start, or ended without telling anything. */
  void withdrawn(Admission admission) {
    synchronized (this) {
      if (admission != Admission.PROBE || state != BreakerState.HALF_OPEN) {
        return;
      }
      state = BreakerState.OPEN;
    }
    onChange.run();
  }
}
