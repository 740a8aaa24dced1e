// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.List;

/** Looks for one kind of observation. Stateless, so that one instance serves all threads. */
interface Rule {

  /**
   * Returns what the trajectory teaches by this rule, in the order of its steps. Observations that
   * recur may be returned again: the first one of each ground counts.
   */
  List<Lesson> mine(TrajectoryView trajectory);
}
