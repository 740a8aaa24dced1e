// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An edit with the proposed edits that it stands for, in all their wordings. Support is derived
 * from the sources and counted nowhere else.
 *
 * @param variants wordings, the one to apply first; not empty
 */
public record SourcedEdit(List<EditVariant> variants) {

  public SourcedEdit {
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("an edit needs at least one wording");
    }
    variants = List.copyOf(variants);
  }

  /** Returns the wording to apply. */
  public Edit edit() {
    return variants.get(0).edit();
  }

  /** Returns the proposed edits that this one stands for. */
  public SortedSet<EditId> sources() {
    SortedSet<EditId> all = new TreeSet<>();
    variants.forEach(variant -> all.addAll(variant.sources()));
    return all;
  }

  /** Returns the distinct trajectories that this edit rests on. */
  public SortedSet<String> support() {
    SortedSet<String> trajectories = new TreeSet<>();
    variants.forEach(v -> v.sources().forEach(id -> trajectories.add(id.trajectoryId())));
    return trajectories;
  }
}
