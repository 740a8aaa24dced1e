// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.List;

/** The benchmarks and their sizes. */
final class Benchmarks {

  private Benchmarks() {}

  /**
   * @param quick small numbers, which show that everything works and nothing else
   */
  static List<Benchmark> all(boolean quick) {
    return List.of(
        quick ? new Throughput(300, 700, 50_000, 1) : new Throughput(6_000, 14_000, 50_000, 2),
        new Concurrency(quick ? Concurrency.QUICK : Concurrency.STANDARD),
        quick ? new Comparison(64, 256, 100, 0) : new Comparison(256, 4_096, 200, 30),
        quick
            ? new Growth(List.of(200, 2_000), 0)
            : new Growth(List.of(1_000, 10_000, 100_000), 25),
        quick ? new Idle(4, 1) : new Idle(20, 2),
        quick ? new WakeUp(3) : new WakeUp(12),
        new Recovery(quick ? List.of(50) : List.of(100, 1_000, 4_000)));
  }
}
