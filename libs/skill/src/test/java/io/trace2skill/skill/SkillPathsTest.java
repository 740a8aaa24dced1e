// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillPathsTest {

  @Test
  void skillMdAndReferencesMayBeEdited() {
    assertThat(SkillPaths.normalise("SKILL.md")).contains("SKILL.md");
    assertThat(SkillPaths.normalise("./SKILL.md")).contains("SKILL.md");
    assertThat(SkillPaths.normalise("references/row-deletion_2.v1.md"))
        .contains("references/row-deletion_2.v1.md");
    assertThat(SkillPaths.isReference("./references/a.md")).isTrue();
    assertThat(SkillPaths.isReference("SKILL.md")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "skill.md",
        "Skill.MD",
        "SKILL.md/",
        "/SKILL.md",
        "././SKILL.md",
        "../SKILL.md",
        "../../evil.md",
        "/etc/passwd",
        "C:\\SKILL.md",
        "references\\a.md",
        "references/../SKILL.md",
        "references/./a.md",
        "references//a.md",
        "references/a/b.md",
        "references/.hidden.md",
        "references/..md",
        "references/a..md",
        "references/.md",
        "references/a.MD",
        "references/a.txt",
        "references/a b.md",
        "references/a\nb.md",
        "references/a\u0000.md",
        "references/\u00e9.md",
        "references/a\u200b.md",
        "references/skill.md",
        "references/SKILL.md",
        "references/con.md",
        "references/LPT1.md",
        "References/a.md",
        "references",
        "references/",
        "LICENSE.txt",
        "recalc.py",
        "scripts/a.sh",
        "scripts/a.md",
        "assets/a.md",
        "~/a.md",
        "SKILL.md ",
        " SKILL.md"
      })
  void everythingElseIsRefusedWithAReason(String path) {
    assertThat(SkillPaths.normalise(path)).isEmpty();
    assertThat(SkillPaths.problem(path)).isPresent();
  }

  @Test
  void longNamesAreRefused() {
    assertThat(SkillPaths.isAllowed("references/" + "a".repeat(97) + ".md")).isTrue();
    assertThat(SkillPaths.isAllowed("references/" + "a".repeat(98) + ".md")).isFalse();
  }

  @Property
  void whatIsAllowedNeverLeavesTheSkill(@ForAll String name) {
    SkillPaths.normalise("references/" + name)
        .ifPresent(path -> assertThat(path).matches("references/[\\w.-]+\\.md"));
  }
}
