// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

/** One question and how it is answered. */
interface Benchmark {

  /** Returns the name for {@code --case} and in the results. */
  String name();

  /** Returns what it measures, for {@code --help}. */
  String question();

  /** Measures and reports. */
  void run(Lab lab, Report report) throws Exception;
}
