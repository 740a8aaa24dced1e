// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import io.trace2skill.skill.patch.Patch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PatchMergerPropertyTest {

  private final PatchMerger merger = new PatchMerger();

  @Property(tries = 200)
  void mergingIsAssociative(
      @ForAll("nodes") MergedPatch a,
      @ForAll("nodes") MergedPatch b,
      @ForAll("nodes") MergedPatch c) {
    MergedPatch left = merger.merge(List.of(merger.merge(List.of(a, b)), c));
    MergedPatch right = merger.merge(List.of(a, merger.merge(List.of(b, c))));

    assertThat(left).isEqualTo(right).isEqualTo(merger.merge(List.of(a, b, c)));
  }

  @Property(tries = 200)
  void mergingIsCommutative(@ForAll("nodes") MergedPatch a, @ForAll("nodes") MergedPatch b) {
    assertThat(merger.merge(List.of(a, b))).isEqualTo(merger.merge(List.of(b, a)));
  }

  @Property(tries = 200)
  void mergingANodeWithItselfChangesNothing(@ForAll("nodes") MergedPatch node) {
    MergedPatch canonical = merger.merge(List.of(node));

    assertThat(merger.merge(List.of(canonical, node))).isEqualTo(canonical);
  }

  @Property(tries = 200)
  void anyTreeOverAnyOrderHasTheSameRoot(
      @ForAll("patches") List<Patch> patches, @ForAll Random random) {
    List<MergedPatch> nodes = new ArrayList<>(patches.stream().map(merger::leaf).toList());
    MergedPatch flat = merger.merge(nodes);

    while (nodes.size() > 1) {
      Collections.shuffle(nodes, random);
      List<MergedPatch> group = nodes.subList(0, 2 + random.nextInt(nodes.size() - 1));
      MergedPatch merged = merger.merge(List.copyOf(group));
      group.clear();
      nodes.add(merged);
    }

    assertThat(merger.merge(nodes)).isEqualTo(flat);
  }

  @Property(tries = 200)
  void everyProposedEditIsFoundOnceAndCountsItsTrajectory(@ForAll("patches") List<Patch> patches) {
    Map<MergeKey, SortedSet<String>> expected = new TreeMap<>();
    SortedSet<EditId> ids = new TreeSet<>();
    for (Patch patch : patches) {
      for (int i = 0; i < patch.edits().size(); i++) {
        ids.add(new EditId(patch.trajectoryId(), i));
        expected
            .computeIfAbsent(MergeKey.of(patch.edits().get(i)), key -> new TreeSet<>())
            .add(patch.trajectoryId());
      }
    }

    MergedPatch root = Patches.merge(patches);

    Map<MergeKey, SortedSet<String>> support = new TreeMap<>();
    root.edits().forEach(edit -> support.put(MergeKey.of(edit.edit()), edit.support()));
    assertThat(support).isEqualTo(expected);
    assertThat(root.accountedFor()).isEqualTo(ids);
    assertThat(root.edits().stream().mapToInt(edit -> edit.sources().size()).sum())
        .isEqualTo(ids.size());
  }

  @Provide
  Arbitrary<List<Patch>> patches() {
    return edits()
        .list()
        .ofMaxSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(
            lists -> {
              List<Patch> patches = new ArrayList<>();
              for (int i = 0; i < lists.size(); i++) {
                patches.add(Patches.patch("t" + i, lists.get(i)));
              }
              return patches;
            });
  }

  /** Nodes over few trajectories, so that groups overlap as they do after a redelivery. */
  @Provide
  Arbitrary<MergedPatch> nodes() {
    Arbitrary<SourcedEdit> sourced =
        Combinators.combine(edits(), ids().list().ofMinSize(1).ofMaxSize(3))
            .as((edit, ids) -> new SourcedEdit(List.of(EditVariant.of(edit, ids))));
    Arbitrary<DroppedEdit> dropped =
        Combinators.combine(
                sourced,
                Arbitraries.of(DropReason.ENGINE, DropReason.CONFLICT),
                Arbitraries.of("x", "y"))
            .as(DroppedEdit::new);
    return Combinators.combine(sourced.list().ofMaxSize(6), dropped.list().ofMaxSize(3))
        .as(MergedPatch::new);
  }

  private static Arbitrary<EditId> ids() {
    return Combinators.combine(
            Arbitraries.of("t0", "t1", "t2", "t3"), Arbitraries.integers().between(0, 2))
        .as(EditId::new);
  }

  private static Arbitrary<Edit> edits() {
    return Combinators.combine(
            Arbitraries.of("SKILL.md", "./SKILL.md", "references/a.md"),
            Arbitraries.of(EditOp.values()),
            Arbitraries.of("## A", "A", "## B").optional(),
            Arbitraries.of("x", " x", "y").optional(),
            Arbitraries.of("- one", "-  one", "- two", "## A\n- one").optional(),
            Arbitraries.of(new Ground("k", "1"), new Ground("k", "2")).optional())
        .as(
            (file, op, section, anchor, content, ground) ->
                new Edit(file, op, section, anchor, anchor, content, Optional.empty(), ground));
  }
}
