// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static io.trace2skill.skill.merge.Patches.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkPairingTest {

  private static final Edit CREATE =
      Edit.of("references/pivot.md", EditOp.CREATE).withContent("# Pivot\n");
  private static final Edit LINK = append("- See [pivot tables](references/pivot.md).");
  private static final Edit DELETE = Edit.of("references/old.md", EditOp.DELETE_FILE);

  @Test
  void keepsAFileAndItsLinkAcrossPatches() {
    LinkPairing pairing = pair(CREATE, LINK);

    assertThat(pairing.kept()).hasSize(2);
    assertThat(pairing.dropped()).isEmpty();
  }

  @Test
  void dropsAFileThatNothingLinks() {
    assertUnpaired(pair(CREATE), "nothing in SKILL.md links references/pivot.md");
  }

  @Test
  void dropsALinkWithoutItsFile() {
    assertUnpaired(pair(LINK), "it links references/pivot.md, which does not exist");
  }

  @Test
  void dropsANestedFileTogetherWithItsLinkWhenTheFileLinksNothing() {
    Edit create =
        Edit.of("references/a.md", EditOp.CREATE).withContent("see references/missing.md");
    Edit link = append("- See references/a.md.");

    LinkPairing pairing = pair(create, link);

    assertThat(pairing.kept()).isEmpty();
    assertThat(pairing.dropped()).hasSize(2);
  }

  @Test
  void keepsALinkToAFileOfTheBase() {
    assertThat(pair(append("- See references/old.md.")).kept()).hasSize(1);
  }

  @Test
  void letsTheBetterSupportedOneDecideBetweenALinkAndADeletion() {
    Edit link = append("- See references/old.md.");

    assertThat(pair(DELETE, link, link).kept()).extracting(Candidate::edit).containsExactly(link);
    assertThat(pair(DELETE, DELETE, link).kept())
        .extracting(Candidate::edit)
        .containsExactly(DELETE);
  }

  private static void assertUnpaired(LinkPairing pairing, String why) {
    assertThat(pairing.kept()).isEmpty();
    assertThat(pairing.dropped()).extracting(DroppedEdit::reason).containsOnly(DropReason.UNPAIRED);
    assertThat(pairing.dropped()).extracting(DroppedEdit::detail).containsExactly(why);
  }

  private static LinkPairing pair(Edit... edits) {
    List<Candidate> candidates =
        Patches.merge(edits).edits().stream().map(RankedEdit::of).map(Candidate::of).toList();
    return LinkPairing.of(
        candidates, SkillDirectory.of(Map.of("SKILL.md", "# T\n", "references/old.md", "# Old\n")));
  }
}
