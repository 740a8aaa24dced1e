// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of a skill an edit may touch: {@code SKILL.md} and {@code references/<name>.md}, one
 * level deep. Everything else that a skill holds (licence, scripts, assets) is protected. The one
 * rule for parsing, merging, applying and export.
 */
public final class SkillPaths {

  /** Longest name of a reference file, with its ending, in characters. */
  public static final int MAX_NAME = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.md");

  /** Names that some file systems keep for devices, whatever their ending. */
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private static final Pattern NUMBERED_DEVICE = Pattern.compile("(com|lpt)[0-9]");

  private SkillPaths() {}

  /**
   * Returns the path as a skill directory knows it, without a leading {@code ./}; empty when an
   * edit may not touch it.
   *
   * @param proposed a path from anywhere
   */
  public static Optional<String> normalise(String proposed) {
    String path = withoutDotSlash(proposed);
    return pathProblem(path).isEmpty() ? Optional.of(path) : Optional.empty();
  }

  /** Returns whether an edit may touch the file of that path. */
  public static boolean isAllowed(String proposed) {
    return normalise(proposed).isPresent();
  }

  /** Returns whether that is the path of a reference file that a skill may have. */
  public static boolean isReference(String proposed) {
    return normalise(proposed).filter(path -> !path.equals(SkillDirectory.SKILL_MD)).isPresent();
  }

  /**
   * Returns why an edit may not touch the file of that path, as a sentence for a person; empty when
   * it may.
   */
  public static Optional<String> problem(String proposed) {
    return pathProblem(withoutDotSlash(proposed));
  }

  private static Optional<String> pathProblem(String path) {
    if (path.equals(SkillDirectory.SKILL_MD)) {
      return Optional.empty();
    }
    if (path.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      return Optional.of("the path holds a backslash or a control character");
    }
    if (!path.startsWith(SkillDirectory.REFERENCES)) {
      return Optional.of("only SKILL.md and references/<name>.md may be edited");
    }
    return nameProblem(path.substring(SkillDirectory.REFERENCES.length()));
  }

  private static Optional<String> nameProblem(String name) {
    if (name.indexOf('/') >= 0) {
      return Optional.of("reference files lie directly in references/");
    }
    if (name.length() > MAX_NAME) {
      return Optional.of("the name is longer than " + MAX_NAME + " characters");
    }
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      return Optional.of(
          "a reference file is named with ASCII letters, digits, '-', '_' and '.', and ends in .md");
    }
    if (name.toLowerCase(Locale.ROOT).equals("skill.md")) {
      return Optional.of("a skill has one SKILL.md only");
    }
    String stem = name.substring(0, name.indexOf('.')).toLowerCase(Locale.ROOT);
    if (DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()) {
      return Optional.of("the name is that of a device on some systems");
    }
    return Optional.empty();
  }

  private static String withoutDotSlash(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }
}
