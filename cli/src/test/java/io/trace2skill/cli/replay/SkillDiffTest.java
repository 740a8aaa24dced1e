// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SkillDiffTest {

  private static SkillDirectory directory(Map<String, String> files) {
    return new SkillDirectory(new TreeMap<>(files));
  }

  @Test
  void tellsOfFilesThatAreNewGoneOrChangedAndOfNoOthers() {
    SkillDiff diff =
        new SkillDiff(
            directory(Map.of("SKILL.md", "a\nb\n", "references/old.md", "x\n", "same.md", "s\n")),
            directory(Map.of("SKILL.md", "a\nc\n", "references/new.md", "y\n", "same.md", "s\n")));

    assertThat(diff.files()).containsOnlyKeys("SKILL.md", "references/new.md", "references/old.md");
    assertThat(diff.files().get("SKILL.md"))
        .containsExactly("--- a/SKILL.md", "+++ b/SKILL.md", "@@ -1,2 +1,2 @@", " a", "-b", "+c");
    assertThat(diff.files().get("references/new.md"))
        .containsExactly("--- /dev/null", "+++ b/references/new.md", "@@ -0,0 +1,1 @@", "+y");
    assertThat(diff.files().get("references/old.md"))
        .startsWith("--- a/references/old.md", "+++ /dev/null")
        .endsWith("-x");
  }
}
