// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a version of a skill as a directory. The new version is built beside the target and takes
 * its place by renaming, so that an agent never reads half a version; what a killed run left behind
 * is put right by the next one.
 */
public final class SkillDirectoryWriter {

  private final Path target;
  private final Path fresh;
  private final Path retired;

  /**
   * @param target the skill's directory; its parent is created when it is missing
   */
  public SkillDirectoryWriter(Path target) {
    this.target = target.toAbsolutePath().normalize();
    String name = this.target.getFileName().toString();
    this.fresh = this.target.resolveSibling("." + name + ".new");
    this.retired = this.target.resolveSibling("." + name + ".old");
  }

  /**
   * @param target the skill's directory; its parent is created when it is missing
   * @param staging where the new version is built and the old one waits for its removal: a
   *     directory of the same file system in which no agent looks for skills
   */
  public SkillDirectoryWriter(Path target, Path staging) {
    this.target = target.toAbsolutePath().normalize();
    Path room = staging.toAbsolutePath().normalize();
    String name = this.target.getFileName().toString();
    this.fresh = room.resolve(name + ".new");
    this.retired = room.resolve(name + ".old");
  }

  /**
   * Checks, before any work is done, that a version may take the target's place: there is nothing,
   * or a skill whose files are all either the skill's own text or carried over from the base.
   *
   * @param base what the new version is made from
   * @throws SkillDirectoryException when something would be lost; the message says what
   */
  public void check(SkillDirectory base) throws SkillDirectoryException {
    if (Files.isSymbolicLink(target)) {
      throw new SkillDirectoryException(
          target + " is a symbolic link; give the directory that it points to");
    }
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new SkillDirectoryException(target + " is in the way and no directory");
    }
    List<String> found = contents();
    if (!found.isEmpty() && !found.contains(SkillDirectory.SKILL_MD)) {
      throw new SkillDirectoryException(
          target + " is not empty and no skill (it has no SKILL.md); it is not overwritten");
    }
    List<String> lost =
        found.stream()
            .filter(path -> !SkillPaths.isAllowed(path) && base.file(path).isEmpty())
            .toList();
    if (!lost.isEmpty()) {
      throw new SkillDirectoryException(
          "%s holds files that the new version would not have (%s); pass it as --base, or choose another --out"
              .formatted(target, String.join(", ", lost.subList(0, Math.min(5, lost.size())))));
    }
  }

  /**
   * Puts the skill in the target's place.
   *
   * @param skill the files; all paths are inside the directory
   * @param permissions a directory whose files of the same path tell the permissions, so that
   *     scripts stay executable
   * @throws IOException when it cannot be written; the target is then what it was
   */
  public void write(SkillDirectory skill, Optional<Path> permissions) throws IOException {
    recover();
    Files.createDirectory(fresh);
    for (Map.Entry<String, String> file : skill.files().entrySet()) {
      Path path = fresh.resolve(file.getKey()).normalize();
      if (!path.startsWith(fresh) || path.equals(fresh)) {
        throw new IOException("a skill has no file " + file.getKey());
      }
      Files.createDirectories(path.getParent());
      DurableFiles.write(path, file.getValue().getBytes(UTF_8));
      if (permissions.isPresent()) {
        copyPermissions(permissions.get().resolve(file.getKey()), path);
      }
    }
    DurableFiles.forceTree(fresh);
    swap();
  }

  /**
   * Puts right what a killed run left behind: a version that was taken out of its place goes back.
   *
   * @throws IOException when that cannot be done
   */
  public void recover() throws IOException {
    Files.createDirectories(target.getParent());
    Files.createDirectories(fresh.getParent());
    FileTrees.delete(fresh);
    if (Files.exists(target)) {
      FileTrees.delete(retired);
    } else if (Files.exists(retired)) {
      Files.move(retired, target);
    }
  }

  /**
   * Removes the skill, at once for who reads it.
   *
   * @throws IOException when it cannot be removed
   */
  public void remove() throws IOException {
    recover();
    if (Files.exists(target)) {
      Files.move(target, retired, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.forceParent(target);
      FileTrees.delete(retired);
    }
  }

  private void swap() throws IOException {
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, retired, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        Files.move(retired, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    DurableFiles.forceParent(target);
    FileTrees.delete(retired);
  }

  private List<String> contents() throws SkillDirectoryException {
    try (Stream<Path> walk = Files.walk(target)) {
      return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> target.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SkillDirectoryException(target + " cannot be read: " + e);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (source != null && Files.isRegularFile(from)) {
      Files.setPosixFilePermissions(to, source.readAttributes().permissions());
    }
  }
}
