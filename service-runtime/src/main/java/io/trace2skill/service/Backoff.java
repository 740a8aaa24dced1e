// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import java.time.Duration;

/** Waits that double from one second to half a minute. Not thread-safe. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  Duration next() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return wait;
  }

  void reset() {
    next = FIRST;
  }
}
