// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.List;

/** Is told how a run goes. Called on the run's thread. */
public interface RunListener {

  /** The run begins something else, for example {@code starting the broker}. */
  void phase(String name);

  /**
   * Something has advanced.
   *
   * @param read what was read so far
   * @param analysed trajectories whose outcome is committed
   * @param mergesByLevel merges made so far at level 1, 2, ...
   */
  void progress(long read, long analysed, List<Integer> mergesByLevel);

  /** Something that the user should know and that stops nothing. */
  void warn(String message);
}
