// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

/**
 * Lets trajectories through in batches, so that those of a batch are learned from before the next
 * one begins. Thread-safe.
 */
final class Batches {

  private final int size;
  private int granted;
  private boolean waiting;

  /**
   * @param size trajectories of a batch, at least 1
   */
  Batches(int size) {
    this.size = size;
  }

  /** Returns one batch that takes everything. */
  static Batches unlimited() {
    return new Batches(Integer.MAX_VALUE);
  }

  /** Waits until the current batch has room, and takes it. */
  synchronized void enter() throws InterruptedException {
    while (granted == 0) {
      waiting = true;
      wait();
    }
    waiting = false;
    granted--;
  }

  /** Begins the next batch. */
  synchronized void next() {
    granted = size;
    waiting = false;
    notifyAll();
  }

  /** Returns whether the batch is full and there is more for the next one. */
  synchronized boolean isFull() {
    return waiting;
  }
}
