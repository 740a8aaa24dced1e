// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A published version that may be written to a disk: whoever may write to the topic could otherwise
 * write anywhere.
 *
 * @param digest of the files
 */
record Release(String skill, long version, String digest, SkillDirectory files) {

  /**
   * Checks a snapshot.
   *
   * @param skill what was asked for
   * @throws UnusableReleaseException when it must not be written
   */
  static Release of(SkillSnapshot snapshot, String skill) throws UnusableReleaseException {
    if (!snapshot.getSkill().equals(skill)) {
      throw unusable(snapshot, "it is one of the skill '" + snapshot.getSkill() + "'");
    }
    Set<String> paths = new HashSet<>();
    for (SkillFileRecord file : snapshot.getFiles()) {
      Optional<String> problem = pathProblem(file.getPath());
      if (problem.isPresent()) {
        throw unusable(snapshot, "the path '" + file.getPath() + "' " + problem.get());
      }
      if (!paths.add(file.getPath().toLowerCase(Locale.ROOT))) {
        throw unusable(snapshot, "two paths are the same on some file systems: " + file.getPath());
      }
    }
    if (!paths.contains(SkillDirectory.SKILL_MD.toLowerCase(Locale.ROOT))) {
      throw unusable(snapshot, "it has no SKILL.md");
    }
    SkillDirectory files = SkillRecords.toDirectory(snapshot.getFiles());
    if (!files.digest().equals(snapshot.getDigest())) {
      throw unusable(snapshot, "its files are not those that its digest was made of");
    }
    return new Release(skill, snapshot.getVersion(), snapshot.getDigest(), files);
  }

  private static UnusableReleaseException unusable(SkillSnapshot snapshot, String why) {
    return new UnusableReleaseException(
        "version %d of the topic is not written: %s".formatted(snapshot.getVersion(), why));
  }

  private static Optional<String> pathProblem(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.endsWith("/")) {
      return Optional.of("is no relative path of a file");
    }
    if (path.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))) {
      return Optional.of("holds a backslash, a colon or a control character");
    }
    // Hidden files are what tools obey: .git, .env and the like.
    return List.of(path.split("/", -1)).stream().anyMatch(p -> p.isEmpty() || p.startsWith("."))
        ? Optional.of("has a part that is empty or begins with a dot")
        : Optional.empty();
  }
}
