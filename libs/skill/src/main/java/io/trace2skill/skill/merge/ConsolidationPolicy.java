// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.validate.SkillValidator;

/**
 * The settings of the last step from merged edits to a skill.
 *
 * @param skillName name of the skill, as in its front matter
 * @param minSupport distinct trajectories from which on guidance belongs into SKILL.md; below it
 *     goes to a reference file; at least 1
 * @param maxSkillLines most lines of SKILL.md; at least 1
 * @param maxReferenceLines most lines of a reference file; at least 10, which leaves room for its
 *     title and a lesson
 * @param similarityThreshold similarity from which on two lessons without ground are one; above 0;
 *     more than 1 turns merging by similarity off
 */
public record ConsolidationPolicy(
    String skillName,
    int minSupport,
    int maxSkillLines,
    int maxReferenceLines,
    double similarityThreshold) {

  /** A lesson that three trajectories share is no accident. */
  public static final int DEFAULT_MIN_SUPPORT = 3;

  /** Limit of the Agent Skills specification. */
  public static final int DEFAULT_MAX_SKILL_LINES = SkillValidator.MAX_SKILL_LINES;

  /** A reference file is read whole, so it stays short. */
  public static final int DEFAULT_MAX_REFERENCE_LINES = SkillValidator.MAX_REFERENCE_LINES;

  /** High, because joining two lessons that differ loses one; keeping a repetition costs a line. */
  public static final double DEFAULT_SIMILARITY_THRESHOLD = 0.8;

  public ConsolidationPolicy {
    if (skillName.isBlank()) {
      throw new IllegalArgumentException("a skill needs a name");
    }
    if (minSupport < 1 || maxSkillLines < 1 || maxReferenceLines < 10) {
      throw new IllegalArgumentException("minimum support or line limits too small");
    }
    if (!(similarityThreshold > 0)) {
      throw new IllegalArgumentException("similarity threshold must be above 0");
    }
  }

  /** Returns the default settings for the skill of that name. */
  public static ConsolidationPolicy defaults(String skillName) {
    return new ConsolidationPolicy(
        skillName,
        DEFAULT_MIN_SUPPORT,
        DEFAULT_MAX_SKILL_LINES,
        DEFAULT_MAX_REFERENCE_LINES,
        DEFAULT_SIMILARITY_THRESHOLD);
  }

  /** Returns these settings with another minimum support. */
  public ConsolidationPolicy withMinSupport(int trajectories) {
    return new ConsolidationPolicy(
        skillName, trajectories, maxSkillLines, maxReferenceLines, similarityThreshold);
  }
}
