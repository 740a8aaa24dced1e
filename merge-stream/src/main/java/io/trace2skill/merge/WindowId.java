// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import java.util.Comparator;

/**
 * Names a window.
 *
 * @param skill the skill
 * @param number of the window, from 1, for each skill; 0 stands for none
 */
record WindowId(String skill, long number) implements Comparable<WindowId> {

  private static final Comparator<WindowId> ORDER =
      Comparator.comparing(WindowId::skill).thenComparing(WindowId::number);

  /** Returns whether it names a window, and not that there was none. */
  boolean exists() {
    return number > 0;
  }

  /** Returns the key in stores; windows of a skill sort by number. */
  String key() {
    return prefix(skill) + "%019d".formatted(number);
  }

  /** A zero character separates; names of skills have none. */
  static String prefix(String skill) {
    return skill + '\0';
  }

  @Override
  public int compareTo(WindowId other) {
    return ORDER.compare(this, other);
  }
}
