// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import static io.trace2skill.skill.apply.Skills.addSection;
import static io.trace2skill.skill.apply.Skills.append;
import static io.trace2skill.skill.apply.Skills.createFile;
import static io.trace2skill.skill.apply.Skills.deleteSection;
import static io.trace2skill.skill.apply.Skills.insertAfter;
import static io.trace2skill.skill.apply.Skills.replace;
import static io.trace2skill.skill.apply.Skills.skillMd;
import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflictDetectorTest {

  private static final SkillDirectory BASE =
      skillMd("# T\n\n## A\n\none two\nthree\nfour\n\n## B\n\nfive\n")
          .with("references/a.md", "# Ref\n");

  @Test
  void contradictoryAndOverlappingReplacementsConflict() {
    assertThat(pairs(replace("three", "3"), replace("three", "III"))).containsExactly("0-1");
    assertThat(pairs(replace("one", "1"), replace("two", "2"))).containsExactly("0-1");
    assertThat(pairs(replace("two\nthree", "x"), replace("three\nfour", "y")))
        .containsExactly("0-1");
    assertThat(pairs(replace("three", "3"), replace("four", "4"))).isEmpty();
  }

  @Test
  void editsInADeletedSectionConflict() {
    assertThat(
            pairs(
                deleteSection("A"),
                append("A", "x"),
                insertAfter("four", "x"),
                replace("three", "3"),
                append("B", "y"),
                addSection("## C").withAfterSection("A")))
        .containsExactly("0-1", "0-2", "0-3");
  }

  @Test
  void anInsertionInsideOfReplacedLinesConflicts() {
    assertThat(pairs(replace("three\nfour", "x"), insertAfter("three", "y")))
        .containsExactly("0-1");
    assertThat(pairs(replace("three\nfour", "x"), insertAfter("four", "y"))).isEmpty();
  }

  @Test
  void twoCreationsOfOneFileConflictUnlessTheyAreEqual() {
    assertThat(
            pairs(
                createFile("references/n.md", "a"),
                createFile("references/n.md", "b"),
                createFile("./references/n.md", "a\n")))
        .containsExactly("0-1", "1-2");
  }

  @Test
  void editsOfADeletedFileConflict() {
    Edit delete = Edit.of("references/a.md", EditOp.DELETE_FILE);
    Edit edit = append("Ref", "x").withFile("references/a.md");

    assertThat(pairs(edit, delete, delete, append("A", "x"))).containsExactly("0-1", "0-2");
  }

  @Test
  void insertionsEqualEditsAndUnplacedEditsDoNotConflict() {
    assertThat(
            pairs(
                append("A", "x"),
                append("A", "y"),
                insertAfter("four", "z"),
                replace("three", "3"),
                replace("three", "3"),
                replace("nowhere to be found", "3"),
                append("A", "x").withFile("../evil.md")))
        .isEmpty();
  }

  private static List<String> pairs(Edit... edits) {
    return new ConflictDetector()
        .conflicts(BASE, List.of(edits)).stream().map(c -> c.first() + "-" + c.second()).toList();
  }
}
