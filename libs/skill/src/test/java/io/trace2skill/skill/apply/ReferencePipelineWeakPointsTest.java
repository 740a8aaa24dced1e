// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import static io.trace2skill.skill.apply.Skills.FRONT_MATTER;
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
import io.trace2skill.skill.SkillDraft;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.PatchJson;
import io.trace2skill.skill.patch.PatchJsonException;
import io.trace2skill.skill.patch.ReadPatch;
import io.trace2skill.skill.validate.Rule;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each known weak point of the paper's reference pipeline that concerns edits and skills, by its
 * number in the project's list, and what happens here instead.
 */
class ReferencePipelineWeakPointsTest {

  private static final String SKILL = FRONT_MATTER + "\n# Title\n\n## Notes\n\nSave the cat.\n";

  @Test
  void w1EditsNeverWriteOutsideTheSkill() throws PatchJsonException {
    ReadPatch patch =
        new PatchJson()
            .read(
                """
                {"edits": [
                  {"file": "../../evil.md", "op": "add_section", "content": "## Evil"},
                  {"file": "/etc/x", "op": "create", "content": "x"},
                  {"file": "references/../../x.md", "op": "create", "content": "x"},
                  {"file": "scripts/a.sh", "op": "create", "content": "x"},
                  {"file": "recalc.py", "op": "insert_after", "target_text": "a", "content": "x"},
                  {"file": "skill.md", "op": "create", "content": "x"},
                  {"file": "LICENSE.txt", "op": "delete_file"}]}
                """);
    SkillDirectory base =
        skillMd(SKILL)
            .with("LICENSE.txt", "free")
            .with("recalc.py", "a\n")
            .with("scripts/b.sh", "");

    ApplyReport report = new PatchApplier().apply(base, patch.edits());

    assertThat(patch.problems()).hasSize(7);
    assertThat(outcomes(report)).hasSize(7).containsOnly("FORBIDDEN_PATH");
    assertThat(report.skill()).isEqualTo(base);
  }

  @Test
  void w2AHeadingInACodeFenceEndsNoSectionAndNothingLandsInTheFence() {
    String text =
        "# T\n\n## Code\n\n```python\n# load\nx = 1\n## save\n```\n\nAfter the code.\n\n## End\n";

    assertThat(applied(text, append("Code", "- new")))
        .isEqualTo(text.replace("After the code.\n", "After the code.\n\n- new\n"));
    assertThat(applied(text, insertAfter("x = 1", "Mind x.")))
        .isEqualTo(text.replace("## save\n```\n", "## save\n```\nMind x.\n"));
    assertThat(applied(text, insertBefore("x = 1", "Mind x.")))
        .isEqualTo(text.replace("```python", "Mind x.\n```python"));
    assertThat(outcomes(apply(skillMd(text), append("save", "x"), deleteSection("load"))))
        .containsOnly("UNPLACED");
    assertThat(outcomes(apply(skillMd("# T\n\n```\nopen\n"), append("T", "x"), addSection("## N"))))
        .containsOnly("INVALID");
    assertThat(outcomes(apply(skillMd(text), append("End", "```\nnever closed"))))
        .containsOnly("INVALID");
  }

  @Test
  void w3WhatIsNotAppliedIsReportedWithAReason() {
    ApplyReport report =
        apply(
            skillMd(SKILL),
            append("Missing", "- lost"),
            replace("not to be found anywhere", "x"),
            append("Notes", "- kept"));

    assertThat(outcomes(report)).containsExactly("UNPLACED", "UNPLACED", "EXACT");
    assertThat(report.notApplied())
        .extracting(NotApplied::detail)
        .containsExactly(
            "there is no section 'Missing' in the file", "the old_text is not in the file");
    assertThat(report.applied()).hasSize(1);
  }

  @Test
  void w4ANewSectionNeedsItsOwnHeadingAndIsNotThereTwice() {
    ApplyReport report =
        apply(
            skillMd(SKILL),
            addSection("no heading"),
            addSection("text first\n## New Section"),
            addSection("## "),
            addSection("## Notes\n\nSave the cat."),
            addSection("## Notes\n\nFeed it."));

    assertThat(outcomes(report))
        .containsExactly("INCOMPLETE", "INCOMPLETE", "INCOMPLETE", "ALREADY_THERE", "EXACT");
    assertThat(report.skill()).isEqualTo(skillMd(SKILL + "\nFeed it.\n"));
  }

  @Test
  void w4SizeOrphansAndDoubleHeadingsAreChecked() {
    SkillDirectory skill =
        skillMd(SKILL + "\n## Notes\n" + "line\n".repeat(500)).with("references/a.md", "# A\n");

    assertThat(new SkillValidator().validate(skill, "my-skill"))
        .extracting(Violation::rule)
        .containsExactlyInAnyOrder(Rule.LENGTH, Rule.DUPLICATE_HEADING, Rule.ORPHAN);
  }

  @Test
  void w5AWordIsNeverSplit() {
    String text = "# T\n\nconcatenate the cat\n";

    assertThat(applied(text, replace("cat", "dog"))).isEqualTo("# T\n\nconcatenate the dog\n");
    assertThat(outcomes(apply(skillMd(text), replace("conca", "x"), insertAfter("ate", "x"))))
        .containsOnly("UNPLACED");
  }

  @Test
  void w5EmptyTextsOverwritesAndMissingFilesAreRefused() {
    SkillDirectory base = skillMd(SKILL).with("references/a.md", "# A\n");
    ApplyReport report =
        apply(
            base,
            insertAfter("", "x"),
            insertBefore(" \n", "x"),
            replace("", "x"),
            createFile("references/a.md", "# Other"),
            createFile("SKILL.md", "x"),
            append("A", "x").withFile("references/missing.md"));

    assertThat(outcomes(report))
        .containsExactly(
            "INCOMPLETE", "INCOMPLETE", "INCOMPLETE", "CONFLICT", "CONFLICT", "UNPLACED");
    assertThat(report.skill()).isEqualTo(base);
  }

  @Test
  void w9ConflictsAreFoundByCode() {
    List<Edit> edits = List.of(replace("the cat", "a dog"), deleteSection("Notes"));

    assertThat(new ConflictDetector().conflicts(skillMd(SKILL), edits)).hasSize(1);
    ApplyReport report = new PatchApplier().apply(skillMd(SKILL), edits);
    assertThat(outcomes(report)).containsExactlyInAnyOrder("EXACT", "CONFLICT");
  }

  @Test
  void w10TheSkillBeforeIsKeptWhateverIsApplied() {
    SkillDirectory base = SkillDraft.minimal("my-skill", "Does things.");
    String digest = base.digest();

    SkillDirectory after = apply(base, append("My skill", "[gone](references/x.md)")).skill();

    assertThat(new SkillValidator().validate(after, "my-skill"))
        .extracting(Violation::rule)
        .containsExactly(Rule.LINK);
    assertThat(base.digest()).isEqualTo(digest);
    assertThat(new SkillValidator().validate(base, "my-skill")).isEmpty();
  }

  @Test
  void w15EditsOfAnyStagePassTheSameGuards() {
    Edit repair = edit(EditOp.APPEND_TO_SECTION).withFile("references/../SKILL.md");

    assertThat(outcomes(apply(skillMd(SKILL), repair))).containsExactly("FORBIDDEN_PATH");
  }

  @Test
  void onlyTheFirstOccurrenceIsEditedAndThatIsSaid() {
    ApplyReport report = apply(skillMd("# T\n\na\n\nb a\n"), replace("a", "x"));

    assertThat(report.skill()).isEqualTo(skillMd("# T\n\nx\n\nb a\n"));
    assertThat(report.applied().get(0).note()).isEqualTo("first of 2 places with that text");
  }
}
