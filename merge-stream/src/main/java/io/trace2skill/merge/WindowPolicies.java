// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import java.util.Map;

/**
 * The policy of each skill's windows, for several skills side by side in one deployment. Always
 * gives the same policy for a skill. Thread-safe.
 */
@FunctionalInterface
public interface WindowPolicies {

  /**
   * Returns the policy of the skill's windows, never null.
   *
   * @param skill any skill, also one that nobody has named before
   */
  WindowPolicy of(String skill);

  /** Returns policies that are the same for all skills. */
  static WindowPolicies same(WindowPolicy policy) {
    return skill -> policy;
  }

  /**
   * Returns policies of which some skills have their own.
   *
   * @param others the policy of every skill that has none of its own
   * @param own policies by skill; copied
   */
  static WindowPolicies overridden(WindowPolicy others, Map<String, WindowPolicy> own) {
    Map<String, WindowPolicy> copy = Map.copyOf(own);
    return skill -> copy.getOrDefault(skill, others);
  }
}
