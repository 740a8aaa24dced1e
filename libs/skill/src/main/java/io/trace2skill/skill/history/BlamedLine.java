// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.history;

import io.trace2skill.skill.merge.SourcedEdit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A line of a skill and where it comes from.
 *
 * @param text the line without its end
 * @param version number of the version that brought it; never one that restored an earlier one
 * @param edits the edits of that version behind the line; empty when the line was in a registered
 *     base or only holds the skill together
 */
public record BlamedLine(String text, long version, List<SourcedEdit> edits) {

  public BlamedLine {
    edits = List.copyOf(edits);
  }

  /** Returns the distinct trajectories behind the line. */
  public SortedSet<String> trajectories() {
    SortedSet<String> all = new TreeSet<>();
    edits.forEach(edit -> all.addAll(edit.support()));
    return all;
  }
}
