// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SkillDiffTest {

  private static SkillDirectory skill(String text) {
    return SkillDirectory.of(Map.of("SKILL.md", text));
  }

  @Property(tries = 300)
  void theDiffTurnsOneVersionIntoTheOther(
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> before,
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> after)
      throws PatchFailedException {
    List<String> old = before.stream().map(i -> "line " + i).toList();
    List<String> fresh = after.stream().map(i -> "line " + i).toList();
    List<String> diff =
        SkillDiff.unified(
            skill(String.join("\n", old) + "\n"), skill(String.join("\n", fresh) + "\n"));
    assertThat(diff.isEmpty()).isEqualTo(old.equals(fresh));
    if (!old.isEmpty() && !fresh.isEmpty()) {
      assertThat(UnifiedDiffUtils.parseUnifiedDiff(diff).applyTo(old)).isEqualTo(fresh);
    }
  }

  @Test
  void filesThatComeAndGoAreComparedWithNothing() {
    SkillDirectory before = skill("# A\n").with("references/old.md", "old\n");
    SkillDirectory after = skill("# A\n").with("references/new.md", "new\n");
    assertThat(SkillDiff.unified(before, after))
        .containsExactly(
            "--- /dev/null",
            "+++ b/references/new.md",
            "@@ -0,0 +1,1 @@",
            "+new",
            "--- a/references/old.md",
            "+++ /dev/null",
            "@@ -1,1 +0,0 @@",
            "-old");
  }

  @Test
  void anEmptyFileThatComesIsNamed() {
    assertThat(SkillDiff.unified(skill("x\n"), skill("x\n").with("empty.md", "")))
        .containsExactly("--- /dev/null", "+++ b/empty.md");
  }

  @Test
  void aMissingEndOfTheLastLineIsADifference() {
    assertThat(SkillDiff.unified(skill("x\n"), skill("x")))
        .endsWith("-x", "+x", "\\ No newline at end of file");
  }
}
