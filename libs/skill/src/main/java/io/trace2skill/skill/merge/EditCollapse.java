// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Joins what is certainly the same before anybody is asked: edits with the same {@link MergeKey},
 * edits of which one has been worded as the other is before, and edits that say nearly the same at
 * the same place. Deterministic; the order of the group does not matter.
 */
public final class EditCollapse {

  private final PatchMerger merger = new PatchMerger();
  private final SimilarityClusters clusters;

  /**
   * Creates a collapse.
   *
   * @param threshold similarity from which on two edits without a ground are one; above 0; more
   *     than 1 joins equal wordings only
   */
  public EditCollapse(Similarity similarity, double threshold) {
    this.clusters = new SimilarityClusters(similarity, threshold);
  }

  /** Returns what the group proposes together, what is the same joined, in canonical order. */
  public MergedPatch collapse(List<MergedPatch> group) {
    MergedPatch merged = merger.merge(group);
    List<SourcedEdit> joined =
        clusters.join(sameWordings(merged.edits())).stream().map(RankedEdit::edit).toList();
    return merger.merge(List.of(new MergedPatch(joined, merged.dropped())));
  }

  /**
   * @param edits in canonical order
   */
  private static List<SourcedEdit> sameWordings(List<SourcedEdit> edits) {
    DisjointSets sets = new DisjointSets(edits.size());
    Map<MergeKey, Integer> first = new HashMap<>();
    for (int i = 0; i < edits.size(); i++) {
      for (EditVariant variant : edits.get(i).variants()) {
        Integer known = first.putIfAbsent(MergeKey.of(variant.edit()), i);
        if (known != null) {
          sets.join(known, i);
        }
      }
    }
    Map<Integer, List<SourcedEdit>> groups = new LinkedHashMap<>();
    for (int i = 0; i < edits.size(); i++) {
      groups.merge(
          sets.head(i),
          List.of(edits.get(i)),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return groups.values().stream().map(EditCollapse::union).toList();
  }

  /** The best supported edit, which is the first, gives the union its place and its wording. */
  private static SourcedEdit union(List<SourcedEdit> same) {
    Edit first = same.get(0).edit();
    return same.size() == 1
        ? same.get(0)
        : RankedEdit.of(
                MergeKey.of(first), same.stream().flatMap(e -> e.variants().stream()).toList())
            .edit();
  }
}
