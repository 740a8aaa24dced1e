// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.util.Map;

/** What a child process does. */
@FunctionalInterface
interface Workload {

  /**
   * Works until it is done or told to stop.
   *
   * @return figures by name, which the parent reads
   */
  Map<String, Double> run(Settings settings, Stop stop) throws Exception;

  /** The parent's wish that the child should end. */
  @FunctionalInterface
  interface Stop {

    /** Returns when the parent wants it, or is gone. */
    void await() throws IOException;
  }
}
