// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static io.trace2skill.skill.merge.Patches.append;
import static io.trace2skill.skill.merge.Patches.patch;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchMergerTest {

  private static final Ground NOT_FOUND = new Ground("tool-error", "not found: <id>");

  private final PatchMerger merger = new PatchMerger();

  @Test
  void mergesExactDuplicatesIntoOneEdit() {
    MergedPatch merged = merge(append("- Check first."), append("- Check first."));

    assertThat(merged.edits()).hasSize(1);
    assertThat(merged.edits().get(0).support()).containsExactly("t0", "t1");
    assertThat(merged.edits().get(0).variants()).hasSize(1);
  }

  @Test
  void looksThroughWhiteSpaceHeadingLevelAndPathPrefix() {
    Edit spaced =
        Edit.of("./SKILL.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("Tool  Errors")
            .withContent("- Check\n  first. ");

    MergedPatch merged = merge(append("- Check first."), spaced);

    assertThat(merged.edits()).hasSize(1);
    assertThat(merged.edits().get(0).variants()).extracting(EditVariant::edit).contains(spaced);
  }

  @Test
  void keepsEditsApartThatDifferInCaseOnly() {
    assertThat(merge(append("- Use `-r`."), append("- Use `-R`.")).edits()).hasSize(2);
  }

  @Test
  void mergesOneObservationInManyWordingsAndKeepsTheWordings() {
    MergedPatch merged =
        merge(
            append("- Look it up.").withGround(NOT_FOUND),
            append("- Do not guess ids.").withGround(NOT_FOUND),
            append("- Do not guess ids.").withGround(NOT_FOUND));

    assertThat(merged.edits()).hasSize(1);
    assertThat(merged.edits().get(0).edit().content()).contains("- Do not guess ids.");
    assertThat(merged.edits().get(0).variants()).hasSize(2);
    assertThat(merged.edits().get(0).support()).containsExactly("t0", "t1", "t2");
  }

  @Test
  void keepsDifferentObservationsApartAlthoughTheirWordingIsTheSame() {
    MergedPatch merged =
        merge(
            append("- Check first.").withGround(NOT_FOUND),
            append("- Check first.").withGround(new Ground("tool-error", "expired")),
            append("- Check first."));

    assertThat(merged.edits()).hasSize(3);
  }

  @Test
  void keepsReplacementsOfDifferentTextsApartAlthoughTheirGroundIsTheSame() {
    Edit replace = Edit.of("SKILL.md", EditOp.REPLACE_IN_SECTION).withGround(NOT_FOUND);

    MergedPatch merged =
        merge(
            replace.withOldText("one").withContent("1"),
            replace.withOldText("two").withContent("2"));

    assertThat(merged.edits()).hasSize(2);
  }

  @Test
  void countsATrajectoryOnceHoweverOftenItProposesAnEdit() {
    MergedPatch leaf =
        merger.leaf(
            patch("t", append("- a").withGround(NOT_FOUND), append("- b").withGround(NOT_FOUND)));

    assertThat(leaf.edits()).hasSize(1);
    assertThat(leaf.edits().get(0).support()).containsExactly("t");
    assertThat(leaf.edits().get(0).sources())
        .containsExactly(new EditId("t", 0), new EditId("t", 1));
  }

  @Test
  void ordersEditsBySupportAndThenByKey() {
    MergedPatch merged = merge(append("- c"), append("- b"), append("- c"), append("- a"));

    assertThat(merged.edits())
        .extracting(edit -> edit.edit().content().orElseThrow())
        .containsExactly("- c", "- a", "- b");
  }

  @Test
  void carriesDropsAndJoinsEqualOnes() {
    MergedPatch one = dropped("t0", "left out");
    MergedPatch two = dropped("t1", "left out");
    MergedPatch other = dropped("t2", "too vague");

    MergedPatch merged = merger.merge(List.of(one, two, other));

    assertThat(merged.edits()).isEmpty();
    assertThat(merged.dropped()).hasSize(2);
    assertThat(merged.accountedFor())
        .containsExactly(new EditId("t0", 0), new EditId("t1", 0), new EditId("t2", 0));
  }

  @Test
  void mergesNothingToNothing() {
    assertThat(merger.merge(List.of())).isEqualTo(new MergedPatch(List.of(), List.of()));
  }

  @Test
  void keepsTheWordingOfAnEngineAsTheOneToApply() {
    Edit worded = append("- Look ids up.");
    SourcedEdit ofEngine =
        new SourcedEdit(
            List.of(
                EditVariant.of(worded, List.of(new EditId("t0", 0))),
                EditVariant.of(
                    append("- Look."), List.of(new EditId("t1", 0), new EditId("t2", 0)))));

    MergedPatch merged = merger.merge(List.of(new MergedPatch(List.of(ofEngine), List.of())));

    assertThat(merged.edits()).containsExactly(ofEngine);
  }

  @Test
  void keepsOneWordingPerLessonHoweverManyTrajectoriesShareIt() {
    List<MergedPatch> level = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      level.add(
          merger.leaf(
              patch(
                  "t" + i,
                  append("- Common " + i % 50).withGround(new Ground("k", "" + i % 50)),
                  append("- Common " + (i + 7) % 50).withGround(new Ground("k", "" + (i + 7) % 50)),
                  append("- Rare " + i / 2))));
    }
    int merges = 0;
    while (level.size() > 1) {
      List<MergedPatch> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 5) {
        next.add(merger.merge(level.subList(i, Math.min(level.size(), i + 5))));
        merges++;
      }
      level = next;
    }

    assertThat(merges).isEqualTo(600 + 120 + 24 + 5 + 1);
    assertThat(level.get(0).edits())
        .hasSize(50 + 1_500)
        .allSatisfy(edit -> assertThat(edit.variants()).hasSize(1));
    assertThat(level.get(0).accountedFor()).hasSize(9_000);
  }

  private MergedPatch dropped(String trajectory, String detail) {
    SourcedEdit edit = merger.leaf(patch(trajectory, append("- a"))).edits().get(0);
    return new MergedPatch(List.of(), List.of(new DroppedEdit(edit, DropReason.ENGINE, detail)));
  }

  /** Merges edits that trajectories t0, t1, ... propose, one each. */
  private MergedPatch merge(Edit... edits) {
    return Patches.merge(edits);
  }
}
