// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillValidatorTest {

  private static final String HEAD = "---\nname: my-skill\ndescription: Does things.\n---\n";

  private final SkillValidator validator = new SkillValidator();

  @Test
  void acceptsASoundSkillWithReferencesAndProtectedFiles() {
    SkillDirectory skill =
        SkillDirectory.of(
            Map.of(
                "SKILL.md",
                HEAD
                    + "# T\nSee [a](references/a.md#part) and `references/b.md`, [web](https://x.y),"
                    + " [below](#t), run [it](scripts/run.py).\n",
                "references/a.md",
                "# A\n[back](../SKILL.md) [b](b.md)\n",
                "references/b.md",
                "# B\n",
                "scripts/run.py",
                "print(1)\n",
                "LICENSE.txt",
                "free"));

    assertThat(validator.validate(skill, "my-skill")).isEmpty();
  }

  @Test
  void acceptsWindowsLineEnds() {
    assertThat(validator.validate(skillMd((HEAD + "# T\n").replace("\n", "\r\n")), "my-skill"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'name: other\ndescription: d'                                  | NAME              | 2",
        "'name: My Skill\ndescription: d'                               | NAME              | 2",
        "'description: d'                                               | NAME              | 1",
        "'name: my-skill'                                               | DESCRIPTION       | 1",
        "'name: my-skill\ndescription: \"\"'                            | DESCRIPTION       | 3",
        "'name: my-skill\ndescription: use <b>'                         | DESCRIPTION       | 3",
        "'name: my-skill\ndescription: d\nversion: 1'                   | KEYS              | 4",
        "'name: my-skill\ndescription: d\nmetadata:\n  version: 1'      | METADATA          | 4",
        "'name: my-skill\ndescription: d\nmetadata: text'               | METADATA          | 4",
        "'name: my-skill\ndescription: d\ncompatibility: 5'             | COMPATIBILITY     | 4",
        "'name: my-skill\ndescription: d\nallowed-tools: [a]'           | TEXT_VALUE        | 4",
        "'name: my-skill\ndescription: a: b'                            | FRONT_MATTER      | 3"
      })
  void saysWhichLineOfTheFrontMatterIsWrong(String yaml, Rule rule, int line) {
    List<Violation> violations =
        validator.validate(skillMd("---\n" + yaml + "\n---\n# T\n"), "my-skill");

    assertThat(violations).extracting(Violation::rule).contains(rule);
    assertThat(violations)
        .filteredOn(v -> v.rule() == rule)
        .extracting(Violation::line)
        .contains(line);
  }

  @Test
  void needsFrontMatterAtTheVeryStart() {
    for (String text : new String[] {"", "# T\n", "\n" + HEAD, "\uFEFF" + HEAD, "---\nname: a\n"}) {
      assertThat(rules(skillMd(text))).contains(Rule.FRONT_MATTER);
    }
  }

  @Test
  void needsOneSkillMd() {
    assertThat(rules(SkillDirectory.of(Map.of()))).containsExactly(Rule.SKILL_MD);
    assertThat(rules(skillMd(HEAD + "# T\n").with("assets/skill.md", "x")))
        .containsExactly(Rule.SKILL_MD);
  }

  @Test
  void refusesPathsThatLeaveTheSkill() {
    assertThat(rules(skillMd(HEAD + "# T\n").with("../a.txt", "x"))).containsExactly(Rule.PATH);
    assertThat(rules(skillMd(HEAD + "# T\n").with("/a.txt", "x"))).containsExactly(Rule.PATH);
    assertThat(rules(skillMd(HEAD + "# T\n").with("a\\b.txt", "x"))).containsExactly(Rule.PATH);
  }

  @Test
  void limitsLines() {
    String skill = HEAD + "# T [r](references/r.md)\n" + "x\n".repeat(494);
    assertThat(rules(skillMd(skill).with("references/r.md", "x\n".repeat(299)))).isEmpty();
    assertThat(rules(skillMd(skill + "x\n").with("references/r.md", "x\n".repeat(300))))
        .containsExactly(Rule.LENGTH, Rule.LENGTH);
  }

  @Test
  void everyRelativeLinkMustResolve() {
    SkillDirectory skill =
        skillMd(
            HEAD
                + "# T\n\n[a](references/none.md)\n\n[b](../other/SKILL.md) [c](/etc/passwd)\n\n"
                + "`[code](no.md)`\n\n[up][ref]\n\n[ref]: gone.md\n");

    assertThat(validator.validate(skill, "my-skill"))
        .extracting(v -> v.rule() + " " + v.line())
        .containsExactly("LINK 7", "LINK 9", "LINK 9", "LINK 13");
  }

  @Test
  void linksGoOneLevelDeep() {
    SkillDirectory skill = skillMd(HEAD + "# T\n[a](assets/x/y.txt)\n").with("assets/x/y.txt", "x");

    assertThat(rules(skill)).containsExactly(Rule.LINK_DEPTH);
  }

  @Test
  void everyReferenceMustBeLinkedFromSkillMd() {
    SkillDirectory skill =
        skillMd(HEAD + "# T\n[a](references/a.md)\n")
            .with("references/a.md", "[b](b.md)\n")
            .with("references/b.md", "x\n");

    assertThat(validator.validate(skill, "my-skill"))
        .extracting(Violation::file, Violation::rule)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("references/b.md", Rule.ORPHAN));
  }

  @Test
  void fencesMustBeClosed() {
    assertThat(validator.validate(skillMd(HEAD + "# T\n```\ncode\n"), "my-skill"))
        .extracting(Violation::rule, Violation::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Rule.FENCE, 6));
  }

  @Test
  void doubleHeadingsAreRefusedUnlessTheBaseHasThemToo() {
    SkillDirectory base = skillMd(HEAD + "# T\n## A\n### x\n## B\n### x\n## A\n");
    SkillDirectory more = skillMd(HEAD + "# T\n## A\n### x\n## B\n### x\n### x\n## A\n");

    assertThat(rules(base)).containsExactly(Rule.DUPLICATE_HEADING);
    assertThat(validator.validate(base, "my-skill", base)).isEmpty();
    assertThat(validator.validate(more, "my-skill", base))
        .extracting(Violation::line)
        .containsExactly(10);
  }

  @Test
  void messagesSayPlaceProblemAndRemedy() {
    assertThat(
            validator.validate(
                skillMd("---\nname: my-skill\ndescription: d\nauthor: me\n---\n"), "my-skill"))
        .extracting(Violation::toString)
        .containsExactly(
            "SKILL.md:4: the key 'author' is not allowed; put it under 'metadata' or remove it"
                + " (keys)");
  }

  private List<Rule> rules(SkillDirectory skill) {
    return validator.validate(skill, "my-skill").stream().map(Violation::rule).toList();
  }

  private static SkillDirectory skillMd(String text) {
    return SkillDirectory.of(Map.of("SKILL.md", text));
  }
}
