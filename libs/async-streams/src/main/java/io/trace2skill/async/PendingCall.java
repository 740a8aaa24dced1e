// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/** One request of a task that has no completion yet. Stream thread only, but for the finals. */
final class PendingCall {

  private final long sequence;
  private final long acceptedAtMs;
  private int attempts;
  private long timerAtMs;

  PendingCall(long sequence, long acceptedAtMs) {
    this.sequence = sequence;
    this.acceptedAtMs = acceptedAtMs;
  }

  /** Returns the request's key in the store. */
  long sequence() {
    return sequence;
  }

  long acceptedAtMs() {
    return acceptedAtMs;
  }

  /** Returns how often the call was started. */
  int attempts() {
    return attempts;
  }

  void countAttempt() {
    attempts++;
  }

  long timerAtMs() {
    return timerAtMs;
  }

  void timerAtMs(long timeMs) {
    timerAtMs = timeMs;
  }
}
