// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.pull.Pulling.Outcome;
import io.trace2skill.cli.pull.Pulling.Pulled;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PullingTest {

  @TempDir private Path dir;
  private final List<String> hookOutput = new ArrayList<>();

  @Test
  void aVersionReplacesTheOneBeforeAsAWhole() throws Exception {
    Pulling pulling = pulling(false);
    Release first = release(1, Map.of("SKILL.md", "one", "references/old.md", "x"));
    assertThat(pulling.pull(first).outcome()).isEqualTo(Outcome.WRITTEN);
    Release second = release(2, Map.of("SKILL.md", "two", "references/new.md", "y"));
    assertThat(pulling.pull(second).outcome()).isEqualTo(Outcome.WRITTEN);

    assertThat(skill("SKILL.md")).hasContent("two");
    assertThat(skill("references/new.md")).exists();
    assertThat(skill("references/old.md")).doesNotExist();
    assertThat(dir.resolve("skills/.trace2skill/staging")).isEmptyDirectory();
  }

  @Test
  void theSameVersionIsNotWrittenAgain() throws Exception {
    Pulling pulling = pulling(false);
    pulling.pull(release(1, Map.of("SKILL.md", "one")));
    Object before = Files.readAttributes(skill("SKILL.md"), "unix:ino").get("ino");

    assertThat(pulling.pull(release(2, Map.of("SKILL.md", "one"))).outcome())
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(Files.readAttributes(skill("SKILL.md"), "unix:ino").get("ino")).isEqualTo(before);
  }

  @Test
  void localChangesAreKeptUnlessTheyAreGivenUp() throws Exception {
    pulling(false).pull(release(1, Map.of("SKILL.md", "one")));
    Files.writeString(skill("SKILL.md"), "mine");
    Release second = release(2, Map.of("SKILL.md", "two"));

    assertThatThrownBy(() -> pulling(false).pull(second))
        .isInstanceOf(SkillDirectoryException.class)
        .hasMessageContaining("--force");
    assertThat(skill("SKILL.md")).hasContent("mine");

    assertThat(pulling(true).pull(second).outcome()).isEqualTo(Outcome.WRITTEN);
    assertThat(skill("SKILL.md")).hasContent("two");
  }

  @Test
  void filesThatASkillCannotHoldCountAsLocalChanges() throws Exception {
    pulling(false).pull(release(1, Map.of("SKILL.md", "one")));
    Files.writeString(skill(".env"), "SECRET=1");

    assertThatThrownBy(() -> pulling(false).pull(release(2, Map.of("SKILL.md", "two"))))
        .isInstanceOf(SkillDirectoryException.class);
    assertThat(skill(".env")).exists();
  }

  @Test
  void aDirectoryThatWasNotPulledIsLeftAlone() throws Exception {
    Files.createDirectories(skill(""));
    Files.writeString(skill("SKILL.md"), "written by hand");

    assertThatThrownBy(() -> pulling(false).pull(release(1, Map.of("SKILL.md", "one"))))
        .isInstanceOf(SkillDirectoryException.class);
    assertThat(pulling(false).pull(release(1, Map.of("SKILL.md", "written by hand"))).outcome())
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(pulling(false).pull(release(2, Map.of("SKILL.md", "two"))).outcome())
        .isEqualTo(Outcome.WRITTEN);
  }

  @Test
  void aPullThatWasKilledBetweenTheRenamesIsPutRight() throws Exception {
    pulling(false).pull(release(1, Map.of("SKILL.md", "one")));
    Path staging = dir.resolve("skills/.trace2skill/staging");
    Files.move(skill(""), staging.resolve("my-skill.old"));
    Files.createDirectories(staging.resolve("my-skill.new"));
    Files.writeString(staging.resolve("my-skill.new/SKILL.md"), "half");

    assertThat(pulling(false).pull(release(1, Map.of("SKILL.md", "one"))).outcome())
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(skill("SKILL.md")).hasContent("one");
  }

  @Test
  void theHookKnowsWhatChangedAndRunsOnlyThen() throws Exception {
    Pulling pulling =
        hooked(
            "echo \"$TRACE2SKILL_SKILL $TRACE2SKILL_VERSION $TRACE2SKILL_DIGEST"
                + " $(cat $TRACE2SKILL_PATH/SKILL.md)\"");
    Release release = release(3, Map.of("SKILL.md", "three"));
    pulling.pull(release);
    pulling.pull(release);

    assertThat(hookOutput).containsExactly("my-skill 3 " + release.digest() + " three");
  }

  @Test
  void aHookThatFailedRunsAgainWithTheNextPull() throws Exception {
    Path allowed = dir.resolve("allowed");
    Pulling pulling = hooked("test -e " + allowed);
    Release release = release(1, Map.of("SKILL.md", "one"));

    assertThat(pulling.pull(release).hookProblem())
        .hasValueSatisfying(p -> assertThat(p).contains("code 1"));
    Files.createFile(allowed);
    Pulled again = pulling.pull(release);
    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(again.hookProblem()).isEmpty();
  }

  @Test
  void aHookThatHangsIsEnded() throws Exception {
    Pulling pulling =
        new Pulling(
            dir.resolve("skills"),
            Optional.of(new Hook("sleep 60", Duration.ofMillis(100), hookOutput::add)),
            false);
    assertThat(pulling.pull(release(1, Map.of("SKILL.md", "one"))).hookProblem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("did not end"));
  }

  @Test
  void aSkillIsRemovedUnlessItWasChangedHere() throws Exception {
    pulling(false).pull(release(1, Map.of("SKILL.md", "one")));
    Files.writeString(skill("note.txt"), "mine");
    assertThatThrownBy(() -> pulling(false).remove("my-skill"))
        .isInstanceOf(SkillDirectoryException.class);
    Files.delete(skill("note.txt"));

    assertThat(pulling(false).remove("my-skill").outcome()).isEqualTo(Outcome.REMOVED);
    assertThat(skill("")).doesNotExist();
    assertThat(pulling(false).remove("my-skill").outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aDamagedReceiptGivesNothingAway() throws Exception {
    pulling(false).pull(release(1, Map.of("SKILL.md", "one")));
    Files.writeString(dir.resolve("skills/.trace2skill/my-skill.json"), "{");

    assertThatThrownBy(() -> pulling(false).pull(release(2, Map.of("SKILL.md", "two"))))
        .isInstanceOf(SkillDirectoryException.class);
  }

  @Test
  void whatWasExecutableStaysSo() throws Exception {
    pulling(false).pull(release(1, Map.of("SKILL.md", "one", "scripts/a.sh", "a")));
    assertThat(skill("scripts/a.sh").toFile().setExecutable(true)).isTrue();
    pulling(false).pull(release(2, Map.of("SKILL.md", "two", "scripts/a.sh", "b")));

    assertThat(skill("scripts/a.sh")).isExecutable().hasContent("b");
  }

  private Pulling pulling(boolean force) {
    return new Pulling(dir.resolve("skills"), Optional.empty(), force);
  }

  private Pulling hooked(String command) {
    return new Pulling(
        dir.resolve("skills"),
        Optional.of(new Hook(command, Duration.ofSeconds(30), hookOutput::add)),
        false);
  }

  private Path skill(String file) throws IOException {
    return dir.resolve("skills/my-skill").resolve(file);
  }

  private static Release release(long version, Map<String, String> files) {
    SkillDirectory skill = SkillDirectory.of(files);
    return new Release("my-skill", version, skill.digest(), skill);
  }
}
