// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.cli.files.SkillDirectoryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One skill in a directory of skills. A version is built out of sight and takes its place by
 * renaming; local changes are kept unless the user gives them up. What this class needs to remember
 * is in {@code .trace2skill} beside the skills.
 */
final class Installation {

  /** What agents have no use for and people do not miss. */
  private static final List<String> LITTER = List.of(".DS_Store", "Thumbs.db");

  private final Path directory;
  private final Path receiptFile;
  private final SkillDirectoryWriter writer;

  /**
   * @param skills the directory that holds skills, for example {@code .claude/skills}
   * @param skill a valid name of a skill
   */
  Installation(Path skills, String skill) {
    Path root = skills.toAbsolutePath().normalize();
    Path room = root.resolve(".trace2skill");
    this.directory = root.resolve(skill);
    this.receiptFile = room.resolve(skill + ".json");
    this.writer = new SkillDirectoryWriter(directory, room.resolve("staging"));
  }

  /** Returns where the skill is. */
  Path directory() {
    return directory;
  }

  /**
   * Returns what is there beside that version.
   *
   * @throws IOException when the directory cannot be read
   */
  State compareWith(Release release) throws IOException {
    writer.recover();
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return State.ABSENT;
    }
    Optional<String> found = digest();
    if (found.equals(Optional.of(release.digest()))) {
      return State.SAME;
    }
    return isOurs(found) ? State.OTHER_VERSION : State.CHANGED_HERE;
  }

  /** Returns whether the hook has not succeeded since the last change. */
  boolean hookDue() throws IOException {
    return Receipt.read(receiptFile).map(Receipt::hookDue).orElse(false);
  }

  /** Puts the version in its place. */
  void write(Release release, boolean hook) throws IOException {
    Receipt.during(digest(), release, hook).write(receiptFile);
    writer.write(release.files(), Optional.of(directory));
    note(release, hook);
  }

  /** Notes that the version is in its place. */
  void note(Release release, boolean hookDue) throws IOException {
    Receipt receipt = Receipt.of(release, hookDue);
    if (!Receipt.read(receiptFile).equals(Optional.of(receipt))) {
      receipt.write(receiptFile);
    }
  }

  /**
   * Removes the skill and returns whether it was there.
   *
   * @param force also when it was changed here
   * @throws SkillDirectoryException when it was changed here
   */
  boolean remove(boolean force) throws IOException, SkillDirectoryException {
    writer.recover();
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!force && !isOurs(digest())) {
      throw new SkillDirectoryException(
          directory + " was changed here and is not removed; remove it by hand, or use --force");
    }
    writer.remove();
    Files.deleteIfExists(receiptFile);
    return true;
  }

  private boolean isOurs(Optional<String> digest) throws IOException {
    Optional<Receipt> receipt = Receipt.read(receiptFile);
    return digest.isPresent()
        && receipt.isPresent()
        && receipt.get().digests().contains(digest.get());
  }

  /** Returns the digest of what is there; empty when it is nothing that could have been written. */
  private Optional<String> digest() throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || holdsMore()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SkillDirectoryReader.read(directory).digest());
    } catch (SkillDirectoryException e) {
      return Optional.empty();
    }
  }

  /** Returns whether there is something that reading a skill would pass over in silence. */
  private boolean holdsMore() throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.skip(1)
          .map(path -> path.getFileName().toString())
          .anyMatch(name -> name.startsWith(".") && !LITTER.contains(name));
    }
  }

  /** What a directory holds, beside a version. */
  enum State {
    ABSENT,
    SAME,
    OTHER_VERSION,
    CHANGED_HERE
  }
}
