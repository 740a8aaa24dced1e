// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static io.trace2skill.skill.merge.Patches.append;
import static io.trace2skill.skill.merge.Patches.appendTo;
import static io.trace2skill.skill.merge.Patches.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillDraft;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the paper's own pipeline gets wrong in merging, by the numbers of the project's list. */
class ReferencePipelineWeakPointsTest {

  private static final SkillDirectory BASE =
      SkillDraft.minimal("tables", "Works with tables.")
          .with(
              "SKILL.md",
              SkillDraft.minimal("tables", "Works with tables.").file("SKILL.md").orElseThrow()
                  + "\nFirst line.\nSecond line.\nThird line.\n");

  private final PatchMerger merger = new PatchMerger();

  @Test
  void w7NoPatchIsLostOnTheWayUpWhateverTheGroups() {
    TreeSet<EditId> proposed = new TreeSet<>();
    List<MergedPatch> level = new ArrayList<>();
    for (int i = 0; i < 323; i++) {
      String trajectory = "t" + i;
      proposed.add(new EditId(trajectory, 0));
      level.add(merger.leaf(Patches.patch(trajectory, append("- Lesson " + i % 40 + "."))));
    }

    while (level.size() > 1) {
      List<MergedPatch> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 5) {
        next.add(merger.merge(level.subList(i, Math.min(level.size(), i + 5))));
      }
      level = next;
    }

    assertThat(level.get(0).accountedFor()).isEqualTo(proposed);
    assertThat(level.get(0).edits()).hasSize(40);
  }

  @Test
  void w8AnEditKnowsItsTrajectoriesAfterAllMergesAndMoves() {
    Consolidation result = publish(times(3, append("- Common.")), times(2, append("- Rare.")));

    assertThat(result.applied().get(0).support()).containsExactly("t0", "t1", "t2");
    assertThat(result.applied().get(1).support()).containsExactly("t3", "t4");
  }

  @Test
  void w9EditsThatOverlapAreFoundByCode() {
    Consolidation result =
        publish(
            times(2, replace("First line.\nSecond line.", "One.")),
            times(1, replace("Second line.\nThird line.", "Two.")));

    assertThat(result.dropped())
        .extracting(DroppedEdit::reason)
        .containsExactly(DropReason.CONFLICT);
    assertThat(result.skill().file("SKILL.md").orElseThrow())
        .contains("One.\nThird line.")
        .doesNotContain("Two.");
  }

  @Test
  void w10WhatDoesNotValidateIsNotPublished() {
    ConsolidationResult result = consolidate(times(9, append("[run](scripts/run.py)")));

    assertThat(result).isInstanceOf(NothingToPublish.class);
    assertThat(((NothingToPublish) result).dropped())
        .extracting(DroppedEdit::reason)
        .containsExactly(DropReason.INVALID);
  }

  @Test
  void w15WhatAnEngineMergedIsGuardedLikeWhatWasProposed() {
    Edit[] edits = {
      append("- Evil.").withFile("../../evil.md"),
      append("- See [x](references/missing.md)."),
      Edit.of("references/orphan.md", EditOp.CREATE).withContent("# Orphan\n")
    };
    List<SourcedEdit> merged = new ArrayList<>();
    for (int i = 0; i < edits.length; i++) {
      List<EditId> ids = List.of(new EditId("a", i), new EditId("b", i), new EditId("c", i));
      merged.add(new SourcedEdit(List.of(EditVariant.of(edits[i], ids))));
    }

    ConsolidationResult result = consolidate(new MergedPatch(merged, List.of()));

    assertThat(((NothingToPublish) result).dropped())
        .extracting(DroppedEdit::reason)
        .containsExactlyInAnyOrder(
            DropReason.FORBIDDEN_PATH, DropReason.UNPAIRED, DropReason.UNPAIRED);
  }

  @Test
  void w18PrevalenceDecidesThePlace() {
    Consolidation result =
        publish(times(3, appendTo("## A", "- Common.")), times(1, appendTo("## A", "- Rare.")));

    assertThat(result.skill().file("SKILL.md").orElseThrow()).contains("- Common.");
    assertThat(result.skill().file("references/a.md").orElseThrow()).contains("- Rare.");
  }

  private static Edit replace(String oldText, String content) {
    return Edit.of("SKILL.md", EditOp.REPLACE_IN_SECTION).withOldText(oldText).withContent(content);
  }

  private static Consolidation publish(Edit[]... edits) {
    return ((Published) consolidate(edits)).consolidation();
  }

  private static ConsolidationResult consolidate(Edit[]... edits) {
    return consolidate(Patches.mergeAll(edits));
  }

  private static ConsolidationResult consolidate(MergedPatch root) {
    return new Consolidator(new LexicalSimilarity())
        .consolidate(root, BASE, ConsolidationPolicy.defaults("tables"));
  }
}
