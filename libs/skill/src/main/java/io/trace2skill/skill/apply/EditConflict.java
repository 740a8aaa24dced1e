// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

/**
 * Two edits that cannot both be applied.
 *
 * @param first position of one in the given list
 * @param second position of the other, greater than {@code first}
 * @param detail what they disagree about, for a person
 */
public record EditConflict(int first, int second, String detail) {

  static EditConflict of(int one, int other, String detail) {
    return new EditConflict(Math.min(one, other), Math.max(one, other), detail);
  }
}
