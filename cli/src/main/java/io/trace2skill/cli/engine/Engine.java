// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.merge.MergeEngine;
import java.time.Duration;

/** What analyses and merges in a run, and how it is doing. Thread-safe. */
public interface Engine extends AutoCloseable {

  /** Returns what analyses. */
  Analyst analyst();

  /** Returns what merges. */
  MergeEngine merger();

  /** Returns how long one analysis or merge may take, with all waiting for others. */
  Duration patience();

  /** Returns how the engine is doing now. */
  EngineStatus status();

  /** Writes down what was used up so far, so that a run that goes on knows it. */
  void save();

  /** Ends everything. What is analysed or merged at this time has to be cancelled before. */
  @Override
  void close();
}
