// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.validate;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks a skill against the Agent Skills format: a skill without violations is accepted by the
 * specification's validator, by skill-creator's and by upload. Where these differ, the strictest
 * counts. Lines are counted as the number of line ends plus one.
 */
public final class SkillValidator {

  /** Most lines of SKILL.md, unless another limit is given. */
  public static final int MAX_SKILL_LINES = 500;

  /** Most lines of a reference file, unless another limit is given. */
  public static final int MAX_REFERENCE_LINES = 300;

  private static final Pattern SANE_PATH =
      Pattern.compile("[^/\\\\\\p{Cntrl}]+(?:/[^/\\\\\\p{Cntrl}]+)*");

  private static final Comparator<Violation> BY_PLACE =
      Comparator.comparing(Violation::file)
          .thenComparing(Violation::line)
          .thenComparing(Violation::rule)
          .thenComparing(Violation::message);

  private final int maxSkillLines;
  private final int maxReferenceLines;

  /** Creates a validator with the limits of the format. */
  public SkillValidator() {
    this(MAX_SKILL_LINES, MAX_REFERENCE_LINES);
  }

  /**
   * Creates a validator.
   *
   * @param maxSkillLines most lines of SKILL.md, at least 1
   * @param maxReferenceLines most lines of a file in references/, at least 1
   */
  public SkillValidator(int maxSkillLines, int maxReferenceLines) {
    if (maxSkillLines < 1 || maxReferenceLines < 1) {
      throw new IllegalArgumentException("line limits must be at least 1");
    }
    this.maxSkillLines = maxSkillLines;
    this.maxReferenceLines = maxReferenceLines;
  }

  /**
   * Returns what is wrong with the skill, by file and line; empty when it is valid.
   *
   * @param expectedName name that the skill must have: that of its directory
   */
  public List<Violation> validate(SkillDirectory skill, String expectedName) {
    return validate(skill, expectedName, new SkillDirectory(new TreeMap<>()));
  }

  /**
   * Like {@link #validate(SkillDirectory, String)}, but headings that are double in the base may
   * stay so: who evolves a skill is not to blame for them.
   *
   * @param base the skill that this one comes from
   */
  public List<Violation> validate(SkillDirectory skill, String expectedName, SkillDirectory base) {
    List<Violation> violations = new ArrayList<>(paths(skill));
    Map<String, MarkdownDocument> documents = new TreeMap<>();
    skill.files().forEach((path, text) -> documents.put(path, MarkdownDocument.parse(text)));
    MarkdownDocument skillMd = documents.get(SkillDirectory.SKILL_MD);
    if (skillMd == null) {
      violations.add(
          new Violation(
              SkillDirectory.SKILL_MD, 0, Rule.SKILL_MD, "SKILL.md is missing; create it"));
    } else {
      violations.addAll(new FrontMatterRules(expectedName).check(skillMd));
    }
    documents.keySet().removeIf(path -> !path.endsWith(".md"));
    documents.forEach(
        (path, document) -> {
          violations.addAll(length(path, document));
          violations.addAll(MarkdownRules.check(path, document, base));
        });
    violations.addAll(new LinkRules(skill).check(documents));
    violations.sort(BY_PLACE);
    return List.copyOf(violations);
  }

  private static List<Violation> paths(SkillDirectory skill) {
    List<Violation> violations = new ArrayList<>();
    for (String path : skill.files().keySet()) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      boolean climbs = List.of(path.split("/", -1)).stream().anyMatch(p -> p.matches("\\.{1,2}"));
      if (climbs || !SANE_PATH.matcher(path).matches()) {
        violations.add(
            new Violation(
                path, 0, Rule.PATH, "the path leaves the skill or is not portable; rename it"));
      } else if (name.toLowerCase(Locale.ROOT).equals("skill.md")
          && !path.equals(SkillDirectory.SKILL_MD)) {
        violations.add(
            new Violation(
                path, 0, Rule.SKILL_MD, "a skill has one SKILL.md, at its top; rename this file"));
      }
    }
    return violations;
  }

  private List<Violation> length(String path, MarkdownDocument document) {
    int limit =
        path.equals(SkillDirectory.SKILL_MD)
            ? maxSkillLines
            : path.startsWith(SkillDirectory.REFERENCES) ? maxReferenceLines : Integer.MAX_VALUE;
    long ends = document.lines().stream().filter(line -> !line.ending().isEmpty()).count();
    if (ends + 1 <= limit) {
      return List.of();
    }
    String message =
        "the file has " + (ends + 1) + " lines, over " + limit + "; move details to references/";
    return List.of(new Violation(path, limit, Rule.LENGTH, message));
  }
}
