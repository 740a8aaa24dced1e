// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;
import java.time.Instant;

/** The only door to time and to waiting, so that tests move both by hand. Thread-safe. */
interface Timekeeper extends AutoCloseable {

  /** Returns a point in time that only differences of count, in nanoseconds. */
  long nanos();

  /** Returns the time of day. */
  Instant now();

  /**
   * Does a short work after a while, on the timekeeper's thread.
   *
   * @return takes the work back when it has not begun
   */
  Runnable after(Duration wait, Runnable work);

  /** Forgets all work. */
  @Override
  void close();
}
