// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import java.util.concurrent.atomic.LongAdder;

/** Counts for all tasks of an instance. Thread-safe. */
final class Counters {

  final LongAdder accepted = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder undecodable = new LongAdder();
  final LongAdder patched = new LongAdder();
  final LongAdder noLesson = new LongAdder();
  final LongAdder failed = new LongAdder();

  AnalystCounts counts() {
    return new AnalystCounts(
        accepted.sum(),
        duplicates.sum(),
        undecodable.sum(),
        patched.sum(),
        noLesson.sum(),
        failed.sum());
  }
}
