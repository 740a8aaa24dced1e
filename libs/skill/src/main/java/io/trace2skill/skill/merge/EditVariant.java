// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One wording of an edit and the proposed edits that have it.
 *
 * @param edit the edit in this wording
 * @param sources the proposed edits that it stands for; not empty
 */
public record EditVariant(Edit edit, SortedSet<EditId> sources) {

  public EditVariant {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("an edit without a source is nobody's");
    }
    sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
  }

  /** Returns a variant that stands for the given proposed edits. */
  public static EditVariant of(Edit edit, Collection<EditId> sources) {
    return new EditVariant(edit, new TreeSet<>(sources));
  }
}
