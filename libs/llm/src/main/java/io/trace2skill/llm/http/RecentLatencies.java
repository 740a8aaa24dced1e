// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The last latencies of one kind of call. Thread-safe. */
final class RecentLatencies {

  private static final int KEPT = 200;
  private static final int ENOUGH = 20;

  private final long[] nanos = new long[KEPT];
  private long count;

  synchronized void add(long latency) {
    nanos[(int) (count++ % KEPT)] = latency;
  }

  /**
   * Returns the latency that a share of the calls does not exceed, empty when too few are known.
   */
  synchronized Optional<Duration> quantile(double share) {
    if (count < ENOUGH) {
      return Optional.empty();
    }
    long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
    Arrays.sort(sorted);
    return Optional.of(Duration.ofNanos(sorted[(int) (share * sorted.length)]));
  }
}
