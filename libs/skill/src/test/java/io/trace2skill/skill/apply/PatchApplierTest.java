// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import static io.trace2skill.skill.apply.Skills.addSection;
import static io.trace2skill.skill.apply.Skills.append;
import static io.trace2skill.skill.apply.Skills.applied;
import static io.trace2skill.skill.apply.Skills.apply;
import static io.trace2skill.skill.apply.Skills.createFile;
import static io.trace2skill.skill.apply.Skills.deleteSection;
import static io.trace2skill.skill.apply.Skills.edit;
import static io.trace2skill.skill.apply.Skills.insertAfter;
import static io.trace2skill.skill.apply.Skills.insertBefore;
import static io.trace2skill.skill.apply.Skills.outcomes;
import static io.trace2skill.skill.apply.Skills.replace;
import static io.trace2skill.skill.apply.Skills.skillMd;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchApplierTest {

  private static final String SKILL =
      """
      # Title

      ## Steps

      - first
      - second

      ### Detail

      Read it.

      ## End

      Done.
      """;

  @Test
  void appendsAfterTheLastLineWithText() {
    assertThat(applied(SKILL, append("## Steps", "Then check it.")))
        .isEqualTo(SKILL.replace("Read it.\n", "Read it.\n\nThen check it.\n"));
    assertThat(applied(SKILL, append("end", "- new")))
        .isEqualTo(SKILL.replace("Done.\n", "Done.\n\n- new\n"));
  }

  @Test
  void appendedItemsContinueTheList() {
    assertThat(applied("# T\n\n- a\n\n# U\n", append("T", "- b\n- c\n")))
        .isEqualTo("# T\n\n- a\n- b\n- c\n\n# U\n");
    assertThat(applied("# T\n\n- a\n  more\n", append("T", "- b")))
        .isEqualTo("# T\n\n- a\n  more\n- b\n");
  }

  @Test
  void appendsToAnEmptySectionBelowItsHeading() {
    assertThat(applied("# T\n## A\n## B\n", append("A", "text")))
        .isEqualTo("# T\n## A\n\ntext\n\n## B\n");
    assertThat(applied("# T", append("T", "text"))).isEqualTo("# T\n\ntext\n");
  }

  @Test
  void aHeadingThatTheContentRepeatsIsLeftOut() {
    ApplyReport report = apply(skillMd(SKILL), append("End", "## End\n\n- new"));

    assertThat(report.skill()).isEqualTo(skillMd(SKILL.replace("Done.\n", "Done.\n\n- new\n")));
    assertThat(report.applied()).extracting(Applied::note).asString().contains("repeats");
  }

  @Test
  void insertsBelowAndAboveTheLineOfTheTarget() {
    assertThat(applied(SKILL, insertAfter("- first", "- between")))
        .isEqualTo(SKILL.replace("- first\n", "- first\n- between\n"));
    assertThat(applied(SKILL, insertBefore("- first", "- zero")))
        .isEqualTo(SKILL.replace("- first\n", "- zero\n- first\n"));
  }

  @Test
  void anInsertionThatNamesASectionLooksOnlyThere() {
    Edit there = insertAfter("Read it.", "x").withTargetSection("Steps");
    Edit elsewhere = insertAfter("Done.", "x").withTargetSection("Steps");
    Edit nowhere = insertAfter("Done.", "x").withTargetSection("Missing");

    assertThat(outcomes(apply(skillMd(SKILL), there, elsewhere, nowhere)))
        .containsExactly("EXACT", "UNPLACED", "UNPLACED");
  }

  @Test
  void replacesThePartOfALineAndSeveralLines() {
    assertThat(applied(SKILL, replace("it", "the file")))
        .isEqualTo(SKILL.replace("Read it.", "Read the file."));
    assertThat(applied(SKILL, replace("- first\n- second\n", "- only\n")))
        .isEqualTo(SKILL.replace("- first\n- second\n", "- only\n"));
  }

  @Test
  void emptyContentDeletesTheOldTextAndALineThatItLeavesEmpty() {
    assertThat(applied("# T\n\nkeep this out now\n", replace("this out", "")))
        .isEqualTo("# T\n\nkeep now\n");
    assertThat(applied("# T\n\n- a\n- b\n", replace("- a", ""))).isEqualTo("# T\n\n- b\n");
  }

  @Test
  void aSimilarLineKeepsItsListMark() {
    assertThat(
            applied(
                "# T\n\n- Always save the workbok first.\n",
                replace("Always save the workbook first.", "Save first.")))
        .isEqualTo("# T\n\n- Save first.\n");
  }

  @Test
  void addsASectionAfterAnotherWithItsSubsections() {
    assertThat(applied(SKILL, addSection("## New\ntext").withAfterSection("Steps")))
        .isEqualTo(SKILL.replace("## End", "## New\ntext\n\n## End"));
    assertThat(applied(SKILL, addSection("### New\ntext").withAfterSection("Detail")))
        .isEqualTo(SKILL.replace("## End", "### New\ntext\n\n## End"));
  }

  @Test
  void aSectionOfAHigherLevelNeverTakesInWhatFollows() {
    String text = "# T\n\n### a\n\nx\n\n### b\n\ny\n";

    assertThat(applied(text, addSection("## New").withAfterSection("a")))
        .isEqualTo(text + "\n## New\n");
  }

  @Test
  void addsASectionAtTheEndWhenTheOneBeforeIsNotThere() {
    ApplyReport report =
        apply(skillMd(SKILL), addSection("## New\n\ntext").withAfterSection("Missing"));

    assertThat(report.skill()).isEqualTo(skillMd(SKILL + "\n## New\n\ntext\n"));
    assertThat(report.applied())
        .containsExactly(
            new Applied(
                addSection("## New\n\ntext").withAfterSection("Missing"),
                AnchorMatch.END_OF_FILE,
                "there is no section 'Missing' to go after"));
  }

  @Test
  void aSectionThatIsThereIsAddedToOnce() {
    assertThat(applied(SKILL, addSection("## end\n\nMore."), addSection("## End\n\nDone.")))
        .isEqualTo(SKILL.replace("Done.\n", "Done.\n\nMore.\n"));
    assertThat(outcomes(apply(skillMd(SKILL), addSection("## End\n\nDone."))))
        .containsExactly("ALREADY_THERE");
  }

  @Test
  void twoEditsThatAddOneSectionMakeOne() {
    ApplyReport report =
        apply(
            skillMd(SKILL),
            addSection("## New\n\n- b"),
            addSection("## New\n\n- a"),
            append("New", "- c"),
            addSection("## New\n\n- a"));

    assertThat(report.skill()).isEqualTo(skillMd(SKILL + "\n## New\n\n- a\n- c\n- b\n"));
    assertThat(report.applied()).hasSize(3);
    assertThat(outcomes(report)).contains("ALREADY_THERE");
  }

  @Test
  void deletesASectionAndTheBlankLinesBeforeIt() {
    assertThat(applied(SKILL, deleteSection("Detail")))
        .isEqualTo(SKILL.replace("\n### Detail\n\nRead it.\n", ""));
    assertThat(applied(SKILL, deleteSection("End")))
        .isEqualTo(SKILL.replace("\n## End\n\nDone.\n", ""));
    assertThat(applied("# T\na\n\n## B\nb\n# C\n", deleteSection("B")))
        .isEqualTo("# T\na\n\n# C\n");
  }

  @Test
  void deletingNeighboursLeavesWhatIsAroundThem() {
    String text = "# T\n\na\n\n## B\n\nb\n\n## C\n\nc\n\n## D\n";

    assertThat(applied(text, deleteSection("B"), deleteSection("C")))
        .isEqualTo("# T\n\na\n\n## D\n");
    assertThat(applied(text, deleteSection("C"), addSection("## N").withAfterSection("B")))
        .isEqualTo("# T\n\na\n\n## B\n\nb\n\n## N\n\n## D\n");
  }

  @Test
  void aFileIsNeverLeftWithoutText() {
    assertThat(outcomes(apply(skillMd(SKILL), deleteSection("Title")))).containsExactly("INVALID");
    assertThat(outcomes(apply(skillMd("## A\n\n## B\n"), deleteSection("A"), deleteSection("B"))))
        .containsExactlyInAnyOrder("EXACT", "INVALID");
  }

  @Test
  void createdFilesCanBeEditedByTheSamePatch() {
    Edit creation = createFile("references/a.md", "# A");
    Edit edit =
        Edit.of("./references/a.md", EditOp.APPEND_TO_SECTION)
            .withTargetSection("A")
            .withContent("text");

    assertThat(apply(skillMd(SKILL), edit, creation).skill().file("references/a.md"))
        .contains("# A\n\ntext\n");
  }

  @Test
  void filesAreCreatedAndDeletedOnce() {
    SkillDirectory base = skillMd(SKILL).with("references/a.md", "# A\n");
    Edit delete = Edit.of("references/a.md", EditOp.DELETE_FILE);

    assertThat(
            outcomes(apply(base, delete, delete, Edit.of("references/x.md", EditOp.DELETE_FILE))))
        .containsExactly("WHOLE_FILE", "ALREADY_THERE", "UNPLACED");
    assertThat(apply(base, delete).skill()).isEqualTo(skillMd(SKILL));
    assertThat(
            outcomes(
                apply(
                    base,
                    createFile("references/a.md", "# A"),
                    createFile("references/b.md", "# B"),
                    createFile("references/b.md", "# B\n"),
                    edit(EditOp.DELETE_FILE))))
        .containsExactly("ALREADY_THERE", "WHOLE_FILE", "ALREADY_THERE", "FORBIDDEN_PATH");
  }

  @Test
  void filesWhosePathsDifferOnlyInCaseCannotLieSideBySide() {
    SkillDirectory base = skillMd(SKILL).with("references/a.md", "# A\n");

    assertThat(
            outcomes(
                apply(
                    base,
                    createFile("references/A.md", "# A"),
                    createFile("references/b.md", "# B"),
                    createFile("references/B.md", "# B"))))
        .containsExactly("CONFLICT", "CONFLICT", "WHOLE_FILE");
  }

  @Test
  void skillMdCanBeCreatedFromScratch() {
    ApplyReport report = apply(SkillDirectory.of(Map.of()), createFile("SKILL.md", SKILL));

    assertThat(report.skill()).isEqualTo(skillMd(SKILL));
  }

  @Test
  void anEditThatSaysWhatIsThereChangesNothing() {
    assertThat(
            outcomes(
                apply(
                    skillMd(SKILL),
                    append("Steps", "-  first"),
                    insertAfter("- first", "- second"),
                    replace("Read", "Read it."),
                    replace("gone", "Done."),
                    replace("Done.", "Done."))))
        .containsOnly("ALREADY_THERE");
  }

  @Test
  void incompleteEditsAreRefused() {
    assertThat(
            outcomes(
                apply(
                    skillMd(SKILL),
                    edit(EditOp.APPEND_TO_SECTION).withContent("x"),
                    append("Steps", " \n"),
                    edit(EditOp.INSERT_AFTER).withContent("x"),
                    insertBefore("Done.", ""),
                    edit(EditOp.REPLACE_IN_SECTION).withContent("x"),
                    edit(EditOp.REPLACE_IN_SECTION).withOldText("Done."),
                    edit(EditOp.ADD_SECTION),
                    edit(EditOp.DELETE_SECTION),
                    createFile("references/a.md", ""))))
        .containsOnly("INCOMPLETE");
  }

  @Test
  void precedenceDecidesTheOrderAtOnePointAndWhoWinsAConflict() {
    Edit a = append("End", "- a");
    Edit b = append("End", "- b");
    Edit toA = replace("Read it.", "a");
    Edit toB = replace("Read it.", "b");
    Comparator<Edit> backwards =
        Comparator.comparing((Edit e) -> e.content().orElse("")).reversed();

    ApplyReport report =
        new PatchApplier().apply(skillMd(SKILL), List.of(a, toA, b, toB), backwards);

    assertThat(report.skill()).isEqualTo(skillMd(SKILL.replace("Read it.", "b") + "\n- b\n- a\n"));
    assertThat(outcomes(report)).containsExactly("EXACT", "CONFLICT", "EXACT", "EXACT");
  }

  @Test
  void headingsAtOnePointComeAfterPlainTextAndDeeperOnesFirst() {
    assertThat(
            applied(
                "# T\n\n## A\n\na\n",
                addSection("## New"),
                addSection("### Sub").withAfterSection("A"),
                append("A", "text")))
        .isEqualTo("# T\n\n## A\n\na\n\ntext\n\n### Sub\n\n## New\n");
  }

  @Test
  void aFileWithoutALastLineEndGetsOneWhereTextFollows() {
    assertThat(applied("# T\n\nlast", append("T", "more"))).isEqualTo("# T\n\nlast\n\nmore\n");
    assertThat(applied("# T\n\nfirst\n\nlast", insertAfter("first", "more")))
        .isEqualTo("# T\n\nfirst\nmore\n\nlast");
  }

  @Test
  void newLinesEndAsTheFileDoes() {
    assertThat(applied("# T\r\n\r\na\r\n", append("T", "b\nc")))
        .isEqualTo("# T\r\n\r\na\r\n\r\nb\r\nc\r\n");
  }

  @Test
  void plainTextIsSetApartFromAListOrTableThatWouldTakeItIn() {
    assertThat(applied("# T\n\npara\nmore\n", insertAfter("para", "- item")))
        .isEqualTo("# T\n\npara\n- item\n\nmore\n");
    assertThat(applied("# T\n\n| a |\n|---|\n| b |\n", insertAfter("| b |", "text")))
        .isEqualTo("# T\n\n| a |\n|---|\n| b |\n\ntext\n");
    assertThat(applied("# T\n\npara\n", insertAfter("para", "text\n---")))
        .isEqualTo("# T\n\npara\n\ntext\n---\n");
    assertThat(applied("# T\n\npara\n\n***\n", insertAfter("para", "---")))
        .isEqualTo("# T\n\npara\n\n---\n\n***\n");
  }

  @Test
  void aTableIsNotTornApartButTakesRows() {
    String table = "# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";

    assertThat(applied(table, insertAfter("a | b", "text"))).isEqualTo(table + "\ntext\n");
    assertThat(applied(table, insertBefore("| 1", "text")))
        .isEqualTo(table.replace("| a |", "text\n\n| a |"));
    assertThat(applied(table, insertBefore("| a", "| 0 | 0 |")))
        .isEqualTo(table.replace("| 1 |", "| 0 | 0 |\n| 1 |"));
    assertThat(applied(table, insertAfter("| 1", "| 3 | 4 |"))).isEqualTo(table + "| 3 | 4 |\n");
  }

  @Test
  void codeThatIsReplacedStaysInItsFence() {
    String text = "# T\n\n```\n# a\nprint(1)\n```\n";

    assertThat(applied(text, replace("print(1)", "# b\nprint(2)")))
        .isEqualTo(text.replace("print(1)", "# b\nprint(2)"));
    assertThat(outcomes(apply(skillMd(text), replace("print(1)", "```\n# b\n```"))))
        .containsExactly("INVALID");
    assertThat(outcomes(apply(skillMd(text), replace("```", "text")))).containsExactly("INVALID");
  }

  @Test
  void oneEditThatBreaksTheFileDoesNotCostTheOthers() {
    ApplyReport report =
        apply(
            skillMd(SKILL),
            append("End", "- kept"),
            replace("Read it.", "# Part\n\nmore"),
            insertAfter("- first", "## Split\n\ntext"));

    assertThat(outcomes(report)).containsExactly("EXACT", "INVALID", "INVALID");
    assertThat(report.skill()).isEqualTo(skillMd(SKILL + "\n- kept\n"));
  }

  @Test
  void anUnderlinedHeadingIsNotTornApart() {
    assertThat(applied("Title\n===\n\nx\n", insertAfter("Title", "text")))
        .isEqualTo("Title\n===\n\ntext\n\nx\n");
    assertThat(applied("a\n\nTitle\n===\n", insertBefore("===", "text")))
        .isEqualTo("a\n\ntext\n\nTitle\n===\n");
  }
}
