// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.EditId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The value of a node in the merge tree: what a group of patches proposes together. A single patch
 * is one as well, so that a group of one needs no merge.
 *
 * @param edits what is proposed
 * @param dropped what was proposed below and given up on the way
 */
public record MergedPatch(List<SourcedEdit> edits, List<DroppedEdit> dropped) {

  public MergedPatch {
    edits = List.copyOf(edits);
    dropped = List.copyOf(dropped);
  }

  /** Returns all proposed edits that are accounted for, as kept or as dropped. */
  public SortedSet<EditId> accountedFor() {
    SortedSet<EditId> all = new TreeSet<>();
    edits.forEach(edit -> all.addAll(edit.sources()));
    dropped.forEach(drop -> all.addAll(drop.edit().sources()));
    return all;
  }
}
