// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;

/** Waits that double up to a longest one. */
final class Backoff {

  private static final int MOST_DOUBLINGS = 30;

  private Backoff() {}

  /** Returns {@code first} for one failure, twice that for two and so on, up to {@code longest}. */
  static Duration bound(Duration first, Duration longest, int failures) {
    int doublings = Math.min(MOST_DOUBLINGS, failures - 1);
    Duration doubled = first.multipliedBy(1L << doublings);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
