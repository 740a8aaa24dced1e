// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one way from other threads to a task: any thread adds, the task's stream thread polls. After
 * {@link #close} whatever comes is dropped.
 */
final class Inbox<Q, R> {

  private final Queue<Outcome<Q, R>> outcomes = new ConcurrentLinkedQueue<>();
  private volatile Doorbell doorbell = Doorbell.NONE;
  private volatile boolean closed;

  /** Called from any thread. */
  void add(Outcome<Q, R> outcome) {
    if (!closed) {
      outcomes.add(outcome);
      doorbell.ring();
    }
  }

  /** Wakes the stream thread; called from any thread. */
  void ring() {
    doorbell.ring();
  }

  @Nullable Outcome<Q, R> poll() {
    return outcomes.poll();
  }

  boolean isEmpty() {
    return outcomes.isEmpty();
  }

  void connect(Doorbell bell) {
    if (!closed) {
      doorbell = bell;
    }
  }

  void close() {
    closed = true;
    doorbell = Doorbell.NONE;
    outcomes.clear();
  }
}
