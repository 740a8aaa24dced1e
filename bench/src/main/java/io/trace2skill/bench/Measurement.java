// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One run of one pipeline.
 *
 * @param pipeline its name
 * @param calls what the server was asked
 * @param end when the result was there
 * @param cpu of the pipeline's process
 * @param path critical path of the calls
 */
record Measurement(
    String pipeline, List<CallRecord> calls, Instant end, Duration cpu, CriticalPath path) {

  static final String ANALYSIS = "analysis";

  static Measurement of(
      String pipeline, List<CallRecord> calls, Instant end, Duration cpu, int slots) {
    return new Measurement(
        pipeline,
        calls,
        end,
        cpu,
        CriticalPath.of(calls, slots, call -> call.purpose().endsWith(ANALYSIS)));
  }

  /** Returns the seconds from the first request to the result. */
  double wall() {
    Instant first =
        calls.stream()
            .map(CallRecord::arrived)
            .min(Instant::compareTo)
            .orElseThrow(() -> new IllegalStateException(pipeline + " made no call"));
    return Duration.between(first, end).toNanos() / 1e9;
  }

  /** Returns how often each purpose was served. */
  Map<String, Long> callsByPurpose() {
    return byPurpose(call -> 1);
  }

  /** Returns the bytes of the requests of each purpose. */
  Map<String, Long> bytesByPurpose() {
    return byPurpose(CallRecord::promptBytes);
  }

  /** Returns the bytes of everything but analyses. */
  long mergingBytes() {
    return calls.stream()
        .filter(call -> !call.purpose().endsWith(ANALYSIS))
        .mapToLong(CallRecord::promptBytes)
        .sum();
  }

  private Map<String, Long> byPurpose(ToLongFunction<CallRecord> value) {
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call -> call.purpose().isEmpty() ? "other" : call.purpose(),
                TreeMap::new,
                Collectors.summingLong(value)));
  }
}
