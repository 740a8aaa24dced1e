// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How long the calls of a run take at least, in seconds of the model's own latency.
 *
 * @param work all latency, spread evenly over the slots
 * @param chain latency along the calls that waited for each other: from the last one back, each
 *     time to the call whose answer was the latest before the request
 * @param schedule the analyses in the order of their requests, on slots that are never idle, and
 *     then the part of the chain that came after the last of them
 */
record CriticalPath(double work, double chain, double schedule) {

  /** Returns the longest of the three, which no order of these calls beats by much. */
  double seconds() {
    return Math.max(work, schedule);
  }

  /**
   * Returns the critical path of these calls.
   *
   * @param slots most calls at a time
   * @param analysis which calls are analyses
   */
  static CriticalPath of(List<CallRecord> calls, int slots, Predicate<CallRecord> analysis) {
    double work = calls.stream().mapToDouble(call -> seconds(call.planned())).sum() / slots;
    List<CallRecord> analyses = calls.stream().filter(analysis).toList();
    Instant analysed =
        analyses.stream().map(CallRecord::answered).max(Instant::compareTo).orElse(Instant.MIN);
    double chain = 0;
    double tail = 0;
    TreeMap<Instant, CallRecord> byAnswer = new TreeMap<>();
    calls.forEach(call -> byAnswer.put(call.answered(), call));
    Optional<CallRecord> next = Optional.ofNullable(byAnswer.lastEntry()).map(Map.Entry::getValue);
    while (next.isPresent()) {
      CallRecord call = next.get();
      chain += seconds(call.planned());
      tail += call.arrived().isBefore(analysed) ? 0 : seconds(call.planned());
      next = Optional.ofNullable(byAnswer.lowerEntry(call.arrived())).map(Map.Entry::getValue);
    }
    return new CriticalPath(work, chain, inOrder(analyses, slots) + tail);
  }

  /** Returns when the last one ends if each starts as soon as a slot is free. */
  private static double inOrder(List<CallRecord> calls, int slots) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    double end = 0;
    for (CallRecord call :
        calls.stream().sorted(Comparator.comparing(CallRecord::arrived)).toList()) {
      double start = free.size() < slots ? 0 : free.remove();
      double done = start + seconds(call.planned());
      free.add(done);
      end = Math.max(end, done);
    }
    return end;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
