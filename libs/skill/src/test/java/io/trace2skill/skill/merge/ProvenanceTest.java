// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static io.trace2skill.skill.merge.Patches.append;
import static io.trace2skill.skill.merge.Patches.appendTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  private static final String BASE =
      """
      # Tables

      ## Tool errors

      - Old advice.
      - Say please.
      """;

  @Test
  void namesTheEditsBehindEachNewLineOnly() {
    Provenance provenance =
        provenance(
            BASE + "- New advice.\n- More\n  advice.\n",
            append("- New advice."),
            append("- More\n  advice.\n"));

    assertThat(provenance.editsOf("SKILL.md", 5)).isEmpty();
    assertThat(provenance.editsOf("SKILL.md", 7)).containsExactly(0);
    assertThat(provenance.editsOf("SKILL.md", 8)).containsExactly(1);
    assertThat(provenance.editsOf("SKILL.md", 9)).containsExactly(1);
    assertThat(provenance.lines().get("SKILL.md")).hasSize(3);
  }

  @Test
  void namesAllEditsThatSayTheSame() {
    Provenance provenance =
        provenance(BASE + "- New advice.\n", append("- New advice."), append("- New advice."));

    assertThat(provenance.editsOf("SKILL.md", 7)).containsExactly(0, 1);
  }

  @Test
  void tellsEqualLinesOfDifferentSectionsApart() {
    Provenance provenance =
        provenance(
            BASE + "- New advice.\n\n## Formulas\n\n- New advice.\n",
            appendTo("## Formulas", "- New advice."),
            append("- New advice."));

    assertThat(provenance.editsOf("SKILL.md", 7)).containsExactly(1);
    assertThat(provenance.editsOf("SKILL.md", 11)).containsExactly(0);
  }

  @Test
  void neverCreditsALineOfTheBase() {
    Provenance provenance = provenance(BASE + "\n- Old advice.\n", append("- Old advice."));

    assertThat(provenance.editsOf("SKILL.md", 5)).isEmpty();
    assertThat(provenance.editsOf("SKILL.md", 8)).containsExactly(0);
  }

  @Test
  void findsAReplacementInsideItsLine() {
    Provenance provenance =
        provenance(
            BASE.replace("please", "thank you"),
            Edit.of("SKILL.md", EditOp.REPLACE_IN_SECTION)
                .withOldText("please")
                .withContent("thank you"));

    assertThat(provenance.editsOf("SKILL.md", 6)).containsExactly(0);
  }

  @Test
  void findsAFenceAmongFences() {
    String fence = "```python\nrun()\n```\n";
    String added = "```python\ncheck()\n```";
    Provenance provenance = provenance(BASE + fence, BASE + fence + added + "\n", append(added));

    assertThat(provenance.editsOf("SKILL.md", 11)).containsExactly(0);
    assertThat(provenance.editsOf("SKILL.md", 8)).isEmpty();
  }

  @Test
  void hasNothingToSayAboutADeletion() {
    assertThat(provenance("# Tables\n", Edit.of("SKILL.md", EditOp.DELETE_SECTION)).lines())
        .isEmpty();
  }

  private static Provenance provenance(String after, Edit... applied) {
    return provenance(BASE, after, applied);
  }

  private static Provenance provenance(String before, String after, Edit... applied) {
    List<SourcedEdit> edits = new ArrayList<>();
    for (Edit edit : applied) {
      EditId id = new EditId("t" + edits.size(), 0);
      edits.add(new SourcedEdit(List.of(EditVariant.of(edit, List.of(id)))));
    }
    return Provenance.of(
        SkillDirectory.of(Map.of("SKILL.md", before)),
        SkillDirectory.of(Map.of("SKILL.md", after)),
        edits);
  }
}
