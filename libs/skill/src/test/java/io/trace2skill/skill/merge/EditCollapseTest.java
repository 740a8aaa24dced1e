// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static io.trace2skill.skill.merge.Patches.append;
import static io.trace2skill.skill.merge.Patches.appendTo;
import static io.trace2skill.skill.merge.Patches.merge;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.Ground;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditCollapseTest {

  private final EditCollapse collapse = new EditCollapse(new LexicalSimilarity(), 0.8);

  @Test
  void joinsEditsThatWereWordedTheSameBelow() {
    MergedPatch one = merged(append("wording one"), append("old words"), "a", "b");
    MergedPatch other = merged(append("further words"), append("old words"), "c", "d");

    MergedPatch collapsed = collapse.collapse(List.of(one, other));

    assertThat(collapsed.edits()).hasSize(1);
    assertThat(collapsed.edits().get(0).support()).containsExactly("a", "b", "c", "d");
    assertThat(collapsed.edits().get(0).variants())
        .extracting(v -> v.edit().content().orElseThrow())
        .containsExactlyInAnyOrder("wording one", "further words", "old words");
  }

  @Test
  void joinsNearlyEqualTextsAtOnePlaceOnly() {
    String lesson = "- Check the header row by its text, never by its position.";
    MergedPatch collapsed =
        collapse.collapse(
            List.of(
                merge(append(lesson), appendTo("## Elsewhere", lesson)),
                merge(append(lesson + " Banners come first."))));

    assertThat(collapsed.edits()).hasSize(2);
  }

  @Test
  void keepsObservationsApart() {
    Edit edit = append("- Close the file.");
    MergedPatch collapsed =
        collapse.collapse(
            List.of(
                merge(edit.withGround(new Ground("error", "a"))),
                merge(edit.withGround(new Ground("error", "b")))));

    assertThat(collapsed.edits()).hasSize(2);
  }

  @Test
  void keepsWhatIsDenied() {
    MergedPatch collapsed =
        collapse.collapse(
            List.of(
                merge(append("Always recalculate the sheet before saving it.")),
                merge(append("Never recalculate the sheet before saving it."))));

    assertThat(collapsed.edits()).hasSize(2);
    assertThat(
            LexicalSimilarity.ofTopics()
                .between(
                    "Always recalculate the sheet before saving it.",
                    "Never recalculate the sheet before saving it."))
        .isGreaterThan(0.7);
  }

  /** An edit as an engine words it, and how the first of its trajectories did. */
  private static MergedPatch merged(Edit wording, Edit older, String... trajectories) {
    List<EditId> sources = Arrays.stream(trajectories).map(id -> new EditId(id, 0)).toList();
    return new MergedPatch(
        List.of(
            new SourcedEdit(
                List.of(
                    EditVariant.of(wording, sources),
                    EditVariant.of(older, sources.subList(0, 1))))),
        List.of());
  }
}
