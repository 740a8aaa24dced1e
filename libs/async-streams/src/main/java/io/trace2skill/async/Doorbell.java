// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/** Wakes a stream thread that sleeps in {@code poll}. Thread-safe. */
@FunctionalInterface
interface Doorbell {

  /** What a task has before its thread polls for the first time, and without a wrapped consumer. */
  Doorbell NONE = () -> {};

  void ring();
}
