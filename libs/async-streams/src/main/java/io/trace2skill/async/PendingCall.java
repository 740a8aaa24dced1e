// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import org.jspecify.annotations.Nullable;

/** One request of a task that has no completion yet. Stream thread only, but for the finals. */
final class PendingCall {

  private final long sequence;
  private final long acceptedAtMs;
  private final @Nullable Object key;
  private int attempts;
  private long timerAtMs;

  PendingCall(long sequence, long acceptedAtMs, @Nullable Object key) {
    this.sequence = sequence;
    this.acceptedAtMs = acceptedAtMs;
    this.key = key;
  }

  /** Returns the request's key in the store. */
  long sequence() {
    return sequence;
  }

  long acceptedAtMs() {
    return acceptedAtMs;
  }

  /** Returns what the request shares with those that it keeps in order with; null for none. */
  @Nullable Object key() {
    return key;
  }

  /** Returns how often the call was started, without the attempts that do not count. */
  int attempts() {
    return attempts;
  }

  void countAttempt() {
    attempts++;
  }

  /** Forgives the attempt that was counted last. */
  void forgiveAttempt() {
    attempts--;
  }

  long timerAtMs() {
    return timerAtMs;
  }

  void timerAtMs(long timeMs) {
    timerAtMs = timeMs;
  }
}
