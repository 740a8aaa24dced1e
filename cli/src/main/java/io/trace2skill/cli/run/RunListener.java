// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.List;

/** Is told how a run goes, from several threads, often several times a second. */
public interface RunListener {

  /** The run begins something else, for example {@code starting}. */
  void phase(String name);

  /**
   * How far the run is.
   *
   * @param read records read from the inputs so far
   * @param accepted trajectories whose analysis was started, in this run or an earlier one
   * @param analysed those of them with an outcome
   * @param before those that an earlier run on the same data directory had analysed
   * @param mergesByLevel merges of the open window at level 1, 2, ...
   */
  void progress(long read, long accepted, long analysed, long before, List<Integer> mergesByLevel);

  /**
   * What the run waits for.
   *
   * @param what in words; empty when it goes on
   */
  void waiting(String what);

  /** Something that the user should know and that stops nothing. */
  void warn(String message);
}
