// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

/**
 * Names a window.
 *
 * @param skill the skill
 * @param number of the window, from 1, for each skill
 */
record WindowId(String skill, long number) {

  /**
   * Returns the key in stores; windows of a skill sort by number. A zero character separates,
   * because the names of skills come from outside.
   */
  String key() {
    return prefix(skill) + "%019d".formatted(number);
  }

  static String prefix(String skill) {
    return skill + '\0';
  }
}
