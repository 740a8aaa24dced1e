// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import java.util.List;

/**
 * A change that will be made.
 *
 * @param index position of its edit in the given list
 * @param rank its place in the order of precedence, from 0
 * @param section for text that goes into a new section, the rank of the edit that brings its
 *     heading; otherwise its own rank
 * @param said the new lines, normalised for comparison
 */
record AcceptedChange(int index, int rank, int section, LineChange change, List<String> said) {

  AcceptedChange(int index, int rank, int section, LineChange change) {
    this(index, rank, section, change, TextBlocks.normalise(change.lines()));
  }

  /** Returns whether another change makes this one needless. */
  boolean isSaidBy(AcceptedChange other) {
    if (section == other.section) {
      return TextBlocks.holds(other.said, said);
    }
    return bringsHeading()
        && other.bringsHeading()
        && change.isAtPlaceOf(other.change)
        && said.equals(other.said);
  }

  boolean bringsHeading() {
    return rank == section;
  }
}
