// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.EditId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An edit with what it is ordered by, computed once.
 *
 * @param edit the edit, its wordings in canonical order
 * @param key its identity
 * @param support number of distinct trajectories
 */
record RankedEdit(SourcedEdit edit, MergeKey key, int support) {

  /** More support first; the key decides between equals. */
  static final Comparator<RankedEdit> ORDER =
      Comparator.comparingInt(RankedEdit::support).reversed().thenComparing(RankedEdit::key);

  static RankedEdit of(SourcedEdit edit) {
    return new RankedEdit(edit, MergeKey.of(edit.edit()), edit.support().size());
  }

  /**
   * Ranks an edit whose wordings come in any order. A wording with another key, as an engine's
   * merge or a similarity cluster may hold, never comes first: it would change what the edit is.
   */
  static RankedEdit of(MergeKey key, Collection<EditVariant> variants) {
    List<EditVariant> ordered =
        variants.stream()
            .map(v -> new RankedVariant(v, MergeKey.of(v.edit()).equals(key), trajectories(v)))
            .sorted(RankedVariant.ORDER)
            .map(RankedVariant::variant)
            .toList();
    SourcedEdit edit = new SourcedEdit(ordered);
    return new RankedEdit(edit, key, edit.support().size());
  }

  private static long trajectories(EditVariant variant) {
    return variant.sources().stream().map(EditId::trajectoryId).distinct().count();
  }

  private record RankedVariant(EditVariant variant, boolean ofKey, long support) {
    static final Comparator<RankedVariant> ORDER =
        Comparator.comparing(RankedVariant::ofKey)
            .reversed()
            .thenComparing(Comparator.comparingLong(RankedVariant::support).reversed())
            .thenComparing(ranked -> ranked.variant().edit(), CanonicalOrder.EDITS);
  }
}
