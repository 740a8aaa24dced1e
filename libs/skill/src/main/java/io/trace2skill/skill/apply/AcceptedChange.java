// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

/**
 * A change that will be made.
 *
 * @param index position of its edit in the given list
 * @param rank its place in the order of precedence, from 0
 * @param section for text that goes into a new section, the rank of the edit that brings its
 *     heading; otherwise its own rank
 */
record AcceptedChange(int index, int rank, int section, LineChange change) {

  boolean bringsHeading() {
    return rank == section;
  }
}
