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
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolidatorTest {

  private static final String SKILL_MD =
      """
      ---
      name: tables
      description: Works with tables.
      ---

      # Tables

      Read the task first.

      ## Tool errors

      - Read the message of an error.

      ## Formulas

      Prefer formulas to constants.

      See [functions](references/functions.md).
      """;

  private static final SkillDirectory BASE =
      SkillDirectory.of(
          Map.of("SKILL.md", SKILL_MD, "references/functions.md", "# Functions\n\n- SUM adds.\n"));

  private static final ConsolidationPolicy POLICY = ConsolidationPolicy.defaults("tables");

  private final Consolidator consolidator = new Consolidator(new LexicalSimilarity());

  @Test
  void appendsGuidanceToItsSectionAsOneListInOrderOfSupport() {
    Consolidation result =
        publish(times(3, append("- Check the id.")), times(5, append("- Retry once.")));

    assertThat(skillMd(result))
        .isEqualTo(
            SKILL_MD.replace(
                "- Read the message of an error.\n",
                "- Read the message of an error.\n- Retry once.\n- Check the id.\n"));
    assertThat(result.applied()).extracting(edit -> edit.support().size()).containsExactly(5, 3);
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void movesRareGuidanceToAReferenceFileAndLinksIt() {
    Consolidation result =
        publish(times(3, append("- Check the id.")), times(2, append("- Quote sheet names.")));

    assertThat(skillMd(result)).contains("- Check the id.").doesNotContain("Quote sheet names");
    assertThat(skillMd(result))
        .endsWith("## References\n\n- [Tool errors](references/tool-errors.md): rarer cases.\n");
    assertThat(result.skill().file("references/tool-errors.md"))
        .contains("# Tool errors\n\n- Quote sheet names.\n");
    Edit moved = result.applied().get(1).edit();
    assertThat(moved.file()).isEqualTo("references/tool-errors.md");
    assertThat(moved.targetSection()).contains("# Tool errors");
    assertThat(result.notes()).isNotEmpty();
  }

  @Test
  void createsAMissingSectionAndSaysSo() {
    Consolidation result =
        publish(
            times(3, appendTo("## Reading", "- Open read-only.")),
            times(4, appendTo("## Reading", "- Close the file.")));

    assertThat(skillMd(result))
        .isEqualTo(SKILL_MD + "\n## Reading\n\n- Close the file.\n- Open read-only.\n");
    assertThat(result.notes()).singleElement().asString().contains("## Reading");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil.md",
        "/etc/passwd",
        "references/../../evil.md",
        "scripts/run.sh",
        "LICENSE.txt",
        "references/deep/er.md",
        "C:\\\\evil.md",
        ""
      })
  void dropsEditsOfFilesThatASkillMayNotHave(String path) {
    NothingToPublish result =
        reject(times(5, append("- Evil.").withFile(path)), times(5, create(path, "# Evil\n")));

    assertThat(result.dropped())
        .hasSize(2)
        .allSatisfy(drop -> assertThat(drop.reason()).isEqualTo(DropReason.FORBIDDEN_PATH));
  }

  @Test
  void dropsWhatTheSkillSaysAlready() {
    NothingToPublish result =
        reject(
            times(5, append("-  Read the message of   an error.")),
            times(3, appendTo("## Formulas", "- SUM adds.")));

    assertThat(result.dropped())
        .hasSize(2)
        .allSatisfy(drop -> assertThat(drop.reason()).isEqualTo(DropReason.ALREADY_THERE));
  }

  @Test
  void letsTheBetterSupportedOfTwoContradictingEditsWin() {
    Edit strong = replace("Prefer formulas to constants.", "Always write formulas.");
    Edit weak = replace("Prefer formulas to constants.", "Constants may be written.");

    Consolidation result = publish(times(2, strong), times(1, weak));

    assertThat(skillMd(result)).contains("Always write formulas.").doesNotContain("may be written");
    assertThat(result.dropped()).hasSize(1);
    assertThat(result.dropped().get(0).reason()).isEqualTo(DropReason.CONFLICT);
    assertThat(result.dropped().get(0).detail()).contains("Always write formulas.");
  }

  @Test
  void letsTheDeletionOfASectionAndAnEditInItContradictEachOther() {
    Edit delete = Edit.of("SKILL.md", EditOp.DELETE_SECTION).withTargetSection("## Tool errors");

    Consolidation kept = publish(times(4, append("- Check the id.")), times(3, delete));
    Consolidation deleted = publish(times(3, append("- Check the id.")), times(4, delete));

    assertThat(skillMd(kept)).contains("- Check the id.");
    assertThat(reasons(kept)).containsExactly(DropReason.CONFLICT);
    assertThat(skillMd(deleted)).doesNotContain("Tool errors");
    assertThat(reasons(deleted)).containsExactly(DropReason.CONFLICT);
  }

  @Test
  void keepsARareCorrectionInItsPlace() {
    Consolidation result =
        publish(times(1, replace("Prefer formulas to constants.", "Write formulas.")));

    assertThat(skillMd(result))
        .isEqualTo(SKILL_MD.replace("Prefer formulas to constants.", "Write formulas."));
  }

  @Test
  void addsAReferenceFileWithItsLink() {
    Consolidation result =
        publish(
            times(1, create("references/pivot.md", "# Pivot\n\n- Refresh it.\n")),
            times(1, appendTo("## Formulas", "See [pivot tables](references/pivot.md).")));

    assertThat(result.skill().file("references/pivot.md")).contains("# Pivot\n\n- Refresh it.\n");
    assertThat(skillMd(result)).contains("See [pivot tables](references/pivot.md).");
    assertThat(result.dropped()).isEmpty();
  }

  @Test
  void dropsAReferenceFileWhoseLinkLostAConflict() {
    Consolidation result =
        publish(
            times(2, replace("Prefer formulas to constants.", "Write formulas.")),
            times(1, create("references/pivot.md", "# Pivot\n\n- Refresh it.\n")),
            times(
                1, replace("Prefer formulas to constants.", "See [pivot](references/pivot.md).")));

    assertThat(result.skill().file("references/pivot.md")).isEmpty();
    assertThat(reasons(result)).containsExactlyInAnyOrder(DropReason.CONFLICT, DropReason.UNPAIRED);
  }

  @Test
  void keepsTheBetterSupportedOfTwoFilesWithOneName() {
    Consolidation result =
        publish(
            times(2, create("references/pivot.md", "# Pivot\n\n- Refresh it.\n")),
            times(1, create("references/pivot.md", "# Pivot\n\n- Something else entirely.\n")),
            times(2, appendTo("## Formulas", "See [pivot tables](references/pivot.md).")));

    assertThat(result.skill().file("references/pivot.md")).contains("# Pivot\n\n- Refresh it.\n");
    assertThat(reasons(result)).containsExactly(DropReason.CONFLICT);
  }

  @Test
  void deletesAReferenceFileOnlyTogetherWithItsLink() {
    Edit delete = Edit.of("references/functions.md", EditOp.DELETE_FILE);
    Edit unlink = replace("See [functions](references/functions.md).", "Look functions up.");

    assertThat(reject(times(3, delete)).dropped())
        .extracting(DroppedEdit::reason)
        .containsExactly(DropReason.UNPAIRED);
    assertThat(reject(times(3, unlink)).dropped())
        .extracting(DroppedEdit::reason)
        .containsExactly(DropReason.UNPAIRED);
    Consolidation both = publish(times(3, delete), times(3, unlink));
    assertThat(both.skill().files()).containsOnlyKeys("SKILL.md");
    assertThat(both.dropped()).isEmpty();
  }

  @Test
  void reportsWhatItCannotPlace() {
    NothingToPublish result =
        reject(
            times(3, replace("A sentence from nowhere at all.", "x")),
            times(3, appendTo("## A", "- x").withFile("references/none.md")));

    assertThat(result.dropped())
        .hasSize(2)
        .allSatisfy(drop -> assertThat(drop.reason()).isEqualTo(DropReason.UNPLACED));
  }

  @Test
  void reportsWhatIsIncomplete() {
    NothingToPublish result =
        reject(
            times(3, Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION).withContent("- x")),
            times(3, append(" \n")),
            times(3, Edit.of("SKILL.md", EditOp.ADD_SECTION).withContent("no heading")),
            times(3, replace("", "x")));

    assertThat(result.dropped())
        .hasSize(4)
        .allSatisfy(drop -> assertThat(drop.reason()).isEqualTo(DropReason.INCOMPLETE));
  }

  @Test
  void reportsAnEmptyEditBesideOthersOfItsSection() {
    Consolidation result = publish(times(3, append("- Check the id.")), times(3, append(" ")));

    assertThat(result.applied()).hasSize(1);
    assertThat(reasons(result)).containsExactly(DropReason.INCOMPLETE);
  }

  @Test
  void addsASectionOnceWhenTwoEditsAddIt() {
    Consolidation result =
        publish(
            times(4, addSection("## Dates\n\nStore dates as numbers.")),
            times(3, addSection("## Dates\n\nMind the locale of the reader.")));

    assertThat(skillMd(result))
        .isEqualTo(
            SKILL_MD + "\n## Dates\n\nStore dates as numbers.\n\nMind the locale of the reader.\n");
  }

  @Test
  void addsToASectionThatAnotherEditAdds() {
    Consolidation result =
        publish(
            times(3, addSection("## Dates\n\n- Store dates as numbers.")),
            times(4, appendTo("## Dates", "- Mind the locale.")));

    assertThat(skillMd(result))
        .isEqualTo(SKILL_MD + "\n## Dates\n\n- Store dates as numbers.\n- Mind the locale.\n");
  }

  @Test
  void joinsLessonsThatSayNearlyTheSameButNeverDifferentObservations() {
    Consolidation joined =
        publish(
            times(2, append("- Read the saved workbook back and compare cell values.")),
            times(1, append("- Read saved workbooks back and compare the cell values.")));
    Consolidation apart =
        publish(
            times(3, append("- Read it back.").withGround(new Ground("k", "1"))),
            times(4, append("- Read it back!").withGround(new Ground("k", "2"))));

    assertThat(joined.applied()).singleElement().extracting(e -> e.support().size()).isEqualTo(3);
    assertThat(skillMd(joined)).contains("compare cell values");
    assertThat(apart.applied()).extracting(edit -> edit.support().size()).containsExactly(4, 3);
  }

  @Test
  void writesALessonOnceThatTwoObservationsShare() {
    Consolidation result =
        publish(
            times(3, append("- Read it back.").withGround(new Ground("k", "1"))),
            times(4, append("- Read it back.").withGround(new Ground("k", "2"))));

    assertThat(skillMd(result)).containsOnlyOnce("- Read it back.");
    assertThat(result.applied()).extracting(edit -> edit.support().size()).containsExactly(4, 3);
  }

  @Test
  void movesTheLeastSupportedGuidanceOutWhenSkillMdGetsTooLong() {
    Edit[][] edits =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> times(i + 3, append("- Lesson " + i + ".")))
            .toArray(Edit[][]::new);
    ConsolidationPolicy policy = new ConsolidationPolicy("tables", 3, 40, 300, 0.8);

    Consolidation result = publish(policy, edits);

    assertThat(skillMd(result).lines().count()).isBetween(35L, 40L);
    assertThat(skillMd(result)).contains("- Lesson 30.").doesNotContain("- Lesson 1.\n");
    assertThat(result.skill().file("references/tool-errors.md").orElseThrow())
        .contains("- Lesson 1.\n");
    assertThat(result.applied()).hasSize(30);
    assertThat(result.dropped()).isEmpty();
  }

  @Test
  void splitsAReferenceFileThatGetsTooLong() {
    Edit[][] edits =
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> times(1, append("- Rare " + i + ".")))
            .toArray(Edit[][]::new);
    ConsolidationPolicy policy = new ConsolidationPolicy("tables", 3, 500, 20, 0.8);

    Consolidation result = publish(policy, edits);

    assertThat(result.skill().files().keySet())
        .contains(
            "references/tool-errors.md",
            "references/tool-errors-2.md",
            "references/tool-errors-3.md");
    assertThat(skillMd(result)).contains("(references/tool-errors-3.md)");
    result
        .skill()
        .files()
        .forEach(
            (path, text) -> {
              if (path.startsWith("references/")) {
                assertThat(text.lines().count()).isLessThanOrEqualTo(20);
              }
            });
    assertThat(result.applied())
        .hasSize(50)
        .allSatisfy(
            edit ->
                assertThat(result.skill().file(edit.edit().file()).orElseThrow())
                    .contains(edit.edit().content().orElseThrow() + "\n"));
  }

  @Test
  void publishesTheRestWhenAnEditWouldBreakTheSkill() {
    Consolidation result =
        publish(
            times(9, replace("description: Works with tables.", "description:")),
            times(3, append("- Check the id.")),
            times(4, append("See [the script](scripts/missing.py).")));

    assertThat(skillMd(result)).contains("- Check the id.").contains("Works with tables.");
    assertThat(reasons(result)).containsExactlyInAnyOrder(DropReason.UNPLACED, DropReason.INVALID);
  }

  @Test
  void bringsALoserBackWhenItsWinnerCannotBeMade() {
    Consolidation result =
        publish(
            times(5, replace("Prefer formulas to constants.", "See [none](references/none.md).")),
            times(1, replace("Prefer formulas to constants.", "Write formulas.")));

    assertThat(skillMd(result)).contains("Write formulas.");
    assertThat(reasons(result)).containsExactly(DropReason.UNPAIRED);
  }

  @Test
  void keepsTheLinkInASectionThatAnEditDeletes() {
    Edit delete = Edit.of("SKILL.md", EditOp.DELETE_SECTION).withTargetSection("## Formulas");

    assertThat(reject(times(3, delete)).dropped())
        .extracting(DroppedEdit::reason)
        .containsExactly(DropReason.UNPAIRED);
  }

  @Test
  void filesARareInsertionUnderTheSectionOfItsAnchor() {
    Edit insert =
        Edit.of("SKILL.md", EditOp.INSERT_AFTER)
            .withTargetText("- Read the message of an error.")
            .withContent("- Quote sheet names.");

    Consolidation result = publish(times(1, insert));

    assertThat(result.skill().file("references/tool-errors.md"))
        .contains("# Tool errors\n\n- Quote sheet names.\n");
  }

  @Test
  void goesOnInTheLastPartOfASplitFile() {
    SkillDirectory base =
        BASE.with(
                "SKILL.md", SKILL_MD + "\nreferences/tool-errors.md references/tool-errors-2.md\n")
            .with("references/tool-errors.md", "# Tool errors\n\n- Old.\n")
            .with(
                "references/tool-errors-2.md",
                "# Tool errors (2)\n\n- Older.\n" + "- x\n".repeat(15));
    MergedPatch root =
        merge(times(1, append("- One is new.")), times(1, append("- Two are better.")));
    ConsolidationPolicy policy = new ConsolidationPolicy("tables", 3, 500, 20, 0.8);

    Consolidation result =
        ((Published) consolidator.consolidate(root, base, policy)).consolidation();

    assertThat(result.skill().file("references/tool-errors-2.md").orElseThrow())
        .endsWith("- x\n- One is new.\n");
    assertThat(result.skill().file("references/tool-errors-3.md"))
        .contains("# Tool errors (3)\n\n- Two are better.\n");
    assertThat(result.applied())
        .extracting(edit -> edit.edit().file())
        .containsExactly("references/tool-errors-2.md", "references/tool-errors-3.md");
  }

  @Test
  void linksAReferenceFileThatTheBaseForgot() {
    SkillDirectory base = BASE.with("references/lost.md", "# Lost\n\n- And found.\n");
    MergedPatch root = merge(times(3, append("- Check the id.")));

    ConsolidationResult result = consolidator.consolidate(root, base, POLICY);

    assertThat(skillMd(((Published) result).consolidation()))
        .endsWith("## References\n\n- [Lost](references/lost.md)\n");
  }

  @Test
  void keepsTheLineEndsOfTheBase() {
    SkillDirectory base = BASE.with("SKILL.md", SKILL_MD.replace("\n", "\r\n"));
    MergedPatch root =
        merge(times(3, append("- Check the id.")), times(1, append("- Quote sheet names.")));

    ConsolidationResult result = consolidator.consolidate(root, base, POLICY);

    String text = skillMd(((Published) result).consolidation());
    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void doesNotTakeScatteredLinesForAnExample() {
    SkillDirectory base =
        BASE.with("SKILL.md", SKILL_MD + "\n```\nopen()\n```\n\n```\nclose()\n```\n");
    MergedPatch root = merge(times(3, append("```\nopen()\nclose()\n```")));

    ConsolidationResult result = consolidator.consolidate(root, base, POLICY);

    assertThat(result).isInstanceOf(Published.class);
  }

  @Test
  void createsASkillFromADraft() {
    SkillDirectory draft = SkillDraft.minimal("tables", "Works with tables.");
    MergedPatch root = merge(times(3, append("- Check the id.")));

    ConsolidationResult result = consolidator.consolidate(root, draft, POLICY);

    assertThat(skillMd(((Published) result).consolidation()))
        .isEqualTo(draft.file("SKILL.md").orElseThrow() + "\n## Tool errors\n\n- Check the id.\n");
  }

  @Test
  void publishesNothingWithoutEdits() {
    assertThat(reject().dropped()).isEmpty();
    assertThat(reject().reason()).isNotBlank();
  }

  @Test
  void publishesNothingOnABaseThatIsInvalidInItself() {
    SkillDirectory broken = BASE.with("SKILL.md", "# No front matter\n");

    ConsolidationResult result =
        consolidator.consolidate(merge(times(3, append("- x"))), broken, POLICY);

    assertThat(result).isInstanceOf(NothingToPublish.class);
    assertThat(((NothingToPublish) result).dropped()).hasSize(1);
  }

  @Test
  void carriesWhatAnEngineLeftOut() {
    MergedPatch kept = merge(times(3, append("- Check the id.")));
    SourcedEdit vague = merge(times(1, appendTo("## X", "- Be careful."))).edits().get(0);
    DroppedEdit left = new DroppedEdit(vague, DropReason.ENGINE, "too vague");

    ConsolidationResult result =
        consolidator.consolidate(new MergedPatch(kept.edits(), List.of(left)), BASE, POLICY);

    assertThat(((Published) result).consolidation().dropped()).containsExactly(left);
  }

  @Test
  void findsNothingNewInItsOwnResult() {
    MergedPatch root =
        merge(
            times(3, append("- Check the id.")),
            times(1, append("- Quote sheet names.")),
            times(3, appendTo("## Reading", "- Open read-only.")),
            times(4, addSection("## Dates\n\nStore dates as numbers.")),
            times(3, replace("Prefer formulas to constants.", "Write formulas.")));
    SkillDirectory once =
        ((Published) consolidator.consolidate(root, BASE, POLICY)).consolidation().skill();

    NothingToPublish again = (NothingToPublish) consolidator.consolidate(root, once, POLICY);

    assertThat(again.dropped())
        .hasSize(5)
        .allSatisfy(drop -> assertThat(drop.reason()).isEqualTo(DropReason.ALREADY_THERE));
  }

  private Consolidation publish(Edit[]... edits) {
    return publish(POLICY, edits);
  }

  private Consolidation publish(ConsolidationPolicy policy, Edit[]... edits) {
    ConsolidationResult result = consolidator.consolidate(merge(edits), BASE, policy);
    assertThat(result).isInstanceOf(Published.class);
    return ((Published) result).consolidation();
  }

  private NothingToPublish reject(Edit[]... edits) {
    ConsolidationResult result = consolidator.consolidate(merge(edits), BASE, POLICY);
    assertThat(result).isInstanceOf(NothingToPublish.class);
    return (NothingToPublish) result;
  }

  private static MergedPatch merge(Edit[]... edits) {
    return Patches.mergeAll(edits);
  }

  private static List<DropReason> reasons(Consolidation result) {
    return result.dropped().stream().map(DroppedEdit::reason).toList();
  }

  private static String skillMd(Consolidation result) {
    return result.skill().file("SKILL.md").orElseThrow();
  }

  private static Edit replace(String oldText, String content) {
    return Edit.of("SKILL.md", EditOp.REPLACE_IN_SECTION).withOldText(oldText).withContent(content);
  }

  private static Edit create(String path, String content) {
    return Edit.of(path, EditOp.CREATE).withContent(content);
  }

  private static Edit addSection(String content) {
    return Edit.of("SKILL.md", EditOp.ADD_SECTION).withContent(content);
  }
}
