// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SkillDirectoryFilesTest {

  private static final SkillDirectory NOTHING = SkillDirectory.of(Map.of());

  @TempDir private Path dir;
  private Path skill = Path.of("");

  @BeforeEach
  void makeSkill() throws IOException {
    skill = Files.createDirectory(dir.resolve("skill"));
    Files.writeString(skill.resolve("SKILL.md"), "# Über\r\nline\r\n");
  }

  @Test
  void readsEveryTextFileAsItIs() throws Exception {
    Files.createDirectories(skill.resolve("references"));
    Files.writeString(skill.resolve("references/a.md"), "a");
    Files.writeString(skill.resolve("LICENSE"), "free");
    Files.createDirectories(skill.resolve("scripts/deep"));
    Files.writeString(skill.resolve("scripts/deep/run.sh"), "#!/bin/sh\n");

    SkillDirectory read = SkillDirectoryReader.read(skill);

    assertThat(read.files().keySet())
        .containsExactly("LICENSE", "SKILL.md", "references/a.md", "scripts/deep/run.sh");
    assertThat(read.file("SKILL.md")).contains("# Über\r\nline\r\n");
  }

  @Test
  void leavesOutWhatIsNoPartOfASkill() throws Exception {
    Files.createDirectories(skill.resolve(".git"));
    Files.write(skill.resolve(".git/index"), new byte[] {0, 1, 2});
    Files.createDirectories(skill.resolve("scripts/__pycache__"));
    Files.write(skill.resolve("scripts/__pycache__/x.pyc"), new byte[] {0, 1});
    Files.writeString(skill.resolve(".DS_Store"), "x");

    assertThat(SkillDirectoryReader.read(skill).files().keySet()).containsExactly("SKILL.md");
  }

  @Test
  void refusesALinkThatLeavesTheSkill() throws Exception {
    Path secret = Files.writeString(dir.resolve("secret.txt"), "key");
    Files.createSymbolicLink(skill.resolve("notes.md"), secret);

    assertThatThrownBy(() -> SkillDirectoryReader.read(skill))
        .isInstanceOf(SkillDirectoryException.class)
        .hasMessageContaining("notes.md")
        .hasMessageContaining("leaves the skill");
  }

  @Test
  void refusesALinkThatLeadsNowhereAndOneToADirectory() throws Exception {
    Path dangling = Files.createSymbolicLink(skill.resolve("gone.md"), Path.of("nothing"));
    assertThatThrownBy(() -> SkillDirectoryReader.read(skill)).hasMessageContaining("gone.md");

    Files.delete(dangling);
    Files.createDirectory(skill.resolve("references"));
    Files.createSymbolicLink(skill.resolve("loop"), skill.resolve("references"));
    assertThatThrownBy(() -> SkillDirectoryReader.read(skill)).hasMessageContaining("loop");
  }

  @Test
  void readsALinkInsideTheSkill() throws Exception {
    Files.createSymbolicLink(skill.resolve("README.md"), Path.of("SKILL.md"));

    assertThat(SkillDirectoryReader.read(skill).file("README.md")).contains("# Über\r\nline\r\n");
  }

  @Test
  void refusesBinaryAndOversizedFiles() throws Exception {
    Path logo = Files.write(skill.resolve("logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    assertThatThrownBy(() -> SkillDirectoryReader.read(skill))
        .hasMessageContaining("logo.png")
        .hasMessageContaining("no UTF-8 text");

    Files.delete(logo);
    Files.write(skill.resolve("big.md"), new byte[SkillDirectoryReader.MAX_FILE_BYTES + 1]);
    assertThatThrownBy(() -> SkillDirectoryReader.read(skill))
        .hasMessageContaining("big.md has more than");
  }

  @Test
  void refusesADirectoryWithoutSkillMd() throws Exception {
    Files.delete(skill.resolve("SKILL.md"));

    assertThatThrownBy(() -> SkillDirectoryReader.read(skill)).hasMessageContaining("no SKILL.md");
    assertThatThrownBy(() -> SkillDirectoryReader.read(dir.resolve("nowhere")))
        .hasMessageContaining("no directory");
  }

  @Test
  void replacesAVersionAsAWhole() throws Exception {
    Files.createDirectory(skill.resolve("references"));
    Files.writeString(skill.resolve("references/old.md"), "old");

    new SkillDirectoryWriter(skill)
        .write(
            SkillDirectory.of(Map.of("SKILL.md", "new\r\n", "references/new.md", "n")),
            Optional.empty());

    assertThat(SkillDirectoryReader.read(skill).files())
        .containsOnlyKeys("SKILL.md", "references/new.md")
        .containsEntry("SKILL.md", "new\r\n");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).containsExactly(skill);
    }
  }

  @Test
  void finishesWhatAKilledRunLeftBehind() throws Exception {
    Files.move(skill, dir.resolve(".skill.old"));
    Files.createDirectory(dir.resolve(".skill.new"));
    Files.writeString(dir.resolve(".skill.new/half.md"), "ha");

    new SkillDirectoryWriter(skill)
        .write(SkillDirectory.of(Map.of("SKILL.md", "new")), Optional.empty());

    assertThat(SkillDirectoryReader.read(skill).files()).containsOnlyKeys("SKILL.md");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).containsExactly(skill);
    }
  }

  @Test
  void keepsScriptsExecutable() throws Exception {
    Path script = Files.writeString(skill.resolve("run.sh"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    SkillDirectory read = SkillDirectoryReader.read(skill);
    Path copy = dir.resolve("copy");

    new SkillDirectoryWriter(copy).write(read, Optional.of(skill));

    assertThat(Files.getPosixFilePermissions(copy.resolve("run.sh")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
  }

  @Test
  void refusesToDestroyWhatANewVersionWouldNotHave() throws Exception {
    Files.writeString(skill.resolve("my-script.py"), "print()");

    assertThatThrownBy(() -> new SkillDirectoryWriter(skill).check(NOTHING))
        .isInstanceOf(SkillDirectoryException.class)
        .hasMessageContaining("my-script.py")
        .hasMessageContaining("--base");
    new SkillDirectoryWriter(skill).check(SkillDirectoryReader.read(skill));
  }

  @Test
  void refusesALinkInTheTargetsPlace() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), skill);

    assertThatThrownBy(() -> new SkillDirectoryWriter(link).check(NOTHING))
        .hasMessageContaining("symbolic link");
  }

  @Test
  void neverWritesOutsideTheSkill() {
    SkillDirectory evil = SkillDirectory.of(Map.of("SKILL.md", "x", "../evil.md", "x"));

    assertThatThrownBy(() -> new SkillDirectoryWriter(skill).write(evil, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../evil.md");
    assertThat(dir.resolve("evil.md")).doesNotExist();
    assertThat(skill.resolve("SKILL.md")).hasContent("# Über\r\nline\r\n");
  }
}
