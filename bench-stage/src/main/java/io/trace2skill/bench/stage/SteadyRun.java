// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.time.Duration;

/**
 * Part of a run after the warm-up: from the moment at which one result was readable to that of the
 * last one, so that the delay of commits is on both ends.
 *
 * @param records results in this time
 * @param seconds how long it took
 * @param cpu processor time of the subject in this time
 * @param brokerCpu processor time of the broker in this time
 * @param duplicates results that were readable twice, in the whole run
 */
record SteadyRun(int records, double seconds, Duration cpu, Duration brokerCpu, int duplicates) {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Measures a subject that was just started. */
  static SteadyRun measure(
      Subject subject, Subject broker, Outputs outputs, int warmUp, int records)
      throws IOException {
    outputs.require(warmUp, LIMIT, subject);
    int from = outputs.count();
    long startNanos = System.nanoTime();
    Duration cpu = subject.cpu();
    Duration brokerCpu = broker.cpu();
    outputs.require(warmUp + records, LIMIT, subject);
    return new SteadyRun(
        outputs.count() - from,
        (System.nanoTime() - startNanos) / 1e9,
        subject.cpu().minus(cpu),
        broker.cpu().minus(brokerCpu),
        outputs.duplicates());
  }

  double perSecond() {
    return records / seconds;
  }

  double cpuMicros() {
    return cpu.toNanos() / 1e3 / records;
  }

  double brokerCpuMicros() {
    return brokerCpu.toNanos() / 1e3 / records;
  }

  /** Returns the row of this run, to which more can be added. */
  Row row(String benchmark, String subject) {
    return Row.of(benchmark, subject)
        .with("rec/s", perSecond())
        .with("cpu us/rec", cpuMicros())
        .with("broker us/rec", brokerCpuMicros())
        .with("duplicates", duplicates);
  }
}
