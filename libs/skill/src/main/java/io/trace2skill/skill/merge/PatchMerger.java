// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.Patch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The deterministic merge. Edits with the same {@link MergeKey} become one edit that keeps all
 * wordings and all sources; everything else stays as it is. Merging is associative, commutative and
 * idempotent, so the value at the root does not depend on the shape of the tree or on the order in
 * which patches arrive. What needs the whole picture (similarity, conflicts, places) is the
 * business of the {@link Consolidator}.
 */
public final class PatchMerger {

  /** Returns the value of a leaf: the patch of one trajectory, each edit with its identity. */
  public MergedPatch leaf(Patch patch) {
    List<SourcedEdit> edits = new ArrayList<>();
    for (int i = 0; i < patch.edits().size(); i++) {
      EditId id = new EditId(patch.trajectoryId(), i);
      edits.add(new SourcedEdit(List.of(EditVariant.of(patch.edits().get(i), List.of(id)))));
    }
    return merge(List.of(new MergedPatch(edits, List.of())));
  }

  /**
   * Returns what the group proposes together, in canonical order: edits by support, the largest
   * first, then by key; the wordings of an edit likewise.
   *
   * @param group values of nodes; empty for nothing proposed
   */
  public MergedPatch merge(List<MergedPatch> group) {
    Map<MergeKey, EditUnion> edits = new TreeMap<>();
    Map<DropKey, EditUnion> drops = new TreeMap<>();
    for (MergedPatch patch : group) {
      for (SourcedEdit edit : patch.edits()) {
        MergeKey key = MergeKey.of(edit.edit());
        edits.computeIfAbsent(key, EditUnion::new).add(edit);
      }
      for (DroppedEdit drop : patch.dropped()) {
        DropKey key = DropKey.of(drop);
        drops.computeIfAbsent(key, k -> new EditUnion(k.edit())).add(drop.edit());
      }
    }
    List<DroppedEdit> dropped = new ArrayList<>();
    drops.forEach(
        (key, union) ->
            dropped.add(new DroppedEdit(union.toEdit().edit(), key.reason(), key.detail())));
    return new MergedPatch(bySupport(edits.values()), dropped);
  }

  private static List<SourcedEdit> bySupport(Collection<EditUnion> unions) {
    return unions.stream()
        .map(EditUnion::toEdit)
        .sorted(RankedEdit.ORDER)
        .map(RankedEdit::edit)
        .toList();
  }

  /** Equal drops of the same edit become one as well. */
  private record DropKey(MergeKey edit, DropReason reason, String detail)
      implements Comparable<DropKey> {

    static DropKey of(DroppedEdit drop) {
      return new DropKey(MergeKey.of(drop.edit().edit()), drop.reason(), drop.detail());
    }

    @Override
    public int compareTo(DropKey other) {
      int byReason = reason.compareTo(other.reason);
      int byEdit = byReason != 0 ? byReason : edit.compareTo(other.edit);
      return byEdit != 0 ? byEdit : detail.compareTo(other.detail);
    }
  }

  /** Grows by the wordings and sources of same edits. */
  private static final class EditUnion {
    private final MergeKey key;
    private final Map<Edit, TreeSet<EditId>> wordings = new TreeMap<>(CanonicalOrder.EDITS);

    EditUnion(MergeKey key) {
      this.key = key;
    }

    void add(SourcedEdit edit) {
      edit.variants()
          .forEach(
              v -> wordings.computeIfAbsent(v.edit(), e -> new TreeSet<>()).addAll(v.sources()));
    }

    RankedEdit toEdit() {
      List<EditVariant> variants = new ArrayList<>();
      wordings.forEach((edit, sources) -> variants.add(new EditVariant(edit, sources)));
      return RankedEdit.of(key, variants);
    }
  }
}
