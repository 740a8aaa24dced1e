// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.merge.EditVariant;
import io.trace2skill.skill.merge.MergeKey;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One edit in the place of several. The wording to apply carries all their sources; the best
 * supported of the others stay beside it with their own, so that code recognises them where they
 * come up again.
 */
final class Wordings {

  private static final Comparator<EditVariant> BY_SUPPORT =
      Comparator.comparingLong(Wordings::trajectories).reversed();

  private Wordings() {}

  /**
   * Returns the edit that stands for the given ones.
   *
   * @param wording how it is to be made
   * @param most wordings that it remembers at most, the first included
   */
  static SourcedEdit unite(Edit wording, List<SourcedEdit> edits, int most) {
    SortedSet<EditId> all = new TreeSet<>();
    Map<Edit, SortedSet<EditId>> others = new LinkedHashMap<>();
    for (SourcedEdit edit : edits) {
      all.addAll(edit.sources());
      edit.variants()
          .forEach(v -> others.computeIfAbsent(v.edit(), e -> new TreeSet<>()).addAll(v.sources()));
    }
    MergeKey key = MergeKey.of(wording);
    others.remove(wording);
    // Of two wordings with one key the better supported is applied; the new one must not tie.
    others
        .entrySet()
        .removeIf(o -> o.getValue().equals(all) && MergeKey.of(o.getKey()).equals(key));
    List<EditVariant> variants = new ArrayList<>();
    variants.add(new EditVariant(wording, all));
    others.entrySet().stream()
        .map(other -> new EditVariant(other.getKey(), other.getValue()))
        .sorted(BY_SUPPORT)
        .limit(most - 1L)
        .forEach(variants::add);
    return new SourcedEdit(variants);
  }

  private static long trajectories(EditVariant variant) {
    return variant.sources().stream().map(EditId::trajectoryId).distinct().count();
  }
}
