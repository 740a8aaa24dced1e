// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseTest {

  @Test
  void aVersionWithAllItsFilesIsTaken() throws Exception {
    SkillDirectory skill =
        SkillDirectory.of(
            Map.of("SKILL.md", "# a", "references/b.md", "b", "scripts/run.sh", "echo"));
    assertThat(Release.of(snapshot(skill), "a").files()).isEqualTo(skill);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.md",
        "references/../../outside.md",
        "/etc/passwd",
        "a//b",
        "references/",
        "C:x",
        "a\\b",
        ".git/hooks/post-checkout",
        "references/.env",
        "skill.md",
        "new\nline"
      })
  void whatCouldLeaveTheDirectoryOrHideIsRefused(String path) {
    SkillSnapshot hostile = snapshot(SkillDirectory.of(Map.of("SKILL.md", "# a", path, "x")));
    assertThatThrownBy(() -> Release.of(hostile, "a"))
        .isInstanceOf(UnusableReleaseException.class)
        .hasMessageContaining("version 7 of the topic is not written");
  }

  @Test
  void filesThatDoNotMatchTheDigestAreRefused() {
    SkillSnapshot honest = snapshot(SkillDirectory.of(Map.of("SKILL.md", "# a")));
    SkillSnapshot changed = SkillSnapshot.newBuilder(honest).setDigest("0".repeat(64)).build();
    assertThatThrownBy(() -> Release.of(changed, "a")).hasMessageContaining("digest");
  }

  @Test
  void anotherSkillThanTheOneAskedForIsRefused() {
    SkillSnapshot other = snapshot(SkillDirectory.of(Map.of("SKILL.md", "# a")));
    assertThatThrownBy(() -> Release.of(other, "b")).hasMessageContaining("skill 'a'");
  }

  private static SkillSnapshot snapshot(SkillDirectory skill) {
    return SkillSnapshot.newBuilder()
        .setSkill("a")
        .setVersion(7)
        .setDigest(skill.digest())
        .setCause(SnapshotCause.BASE)
        .setCreatedAt(Instant.EPOCH)
        .setFiles(SkillRecords.toRecords(skill))
        .build();
  }
}
