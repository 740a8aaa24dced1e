// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.util.stream.Collectors.joining;

import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.nio.file.Path;
import java.util.List;

/** Reads the directory that {@code --base} names. */
final class BaseDirectory {

  private BaseDirectory() {}

  /**
   * Returns the files of the base.
   *
   * @throws SkillDirectoryException when it is no valid skill of that name; the message says why
   */
  static SkillDirectory read(Path directory, String skill) throws SkillDirectoryException {
    SkillDirectory read;
    try {
      read = SkillDirectoryReader.read(directory);
    } catch (SkillDirectoryException e) {
      throw new SkillDirectoryException("--base: " + e.getMessage());
    }
    List<Violation> violations = new SkillValidator().validate(read, skill);
    if (!violations.isEmpty()) {
      throw new SkillDirectoryException(
          violations.stream()
              .map(Violation::toString)
              .collect(joining("\n  ", "--base is no valid skill named " + skill + ":\n  ", "")));
    }
    return read;
  }
}
