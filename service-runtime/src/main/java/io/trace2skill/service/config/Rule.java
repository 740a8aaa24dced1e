// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.List;

/** Finds values that contradict each other. */
@FunctionalInterface
public interface Rule {

  /**
   * Returns what is wrong and what to do, nothing when all is well.
   *
   * @param configuration keys whose values are wrong themselves are found empty
   */
  List<String> complaints(Configuration configuration);
}
