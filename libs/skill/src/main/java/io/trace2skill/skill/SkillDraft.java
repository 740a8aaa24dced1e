// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import io.trace2skill.skill.markdown.FrontMatter;
import java.util.Map;

/** The skill that creation from scratch starts with. */
public final class SkillDraft {

  private SkillDraft() {}

  /**
   * Returns a skill with nothing but its front matter and a title, which is the name in words.
   *
   * @param name name of the skill and of its directory
   * @param description when to use the skill, as one paragraph
   * @throws IllegalArgumentException when a skill may not have that name or description; the
   *     message says why
   */
  public static SkillDirectory minimal(String name, String description) {
    return minimal(name, description, Map.of());
  }

  /**
   * Returns a skill with nothing but its front matter and a title, which is the name in words.
   *
   * @param name name of the skill and of its directory
   * @param description when to use the skill, as one paragraph
   * @param metadata further keys for the front matter, in the order to write
   * @throws IllegalArgumentException when a skill may not have that name or description; the
   *     message says why
   */
  public static SkillDirectory minimal(
      String name, String description, Map<String, String> metadata) {
    SkillNames.nameProblem(name).ifPresent(SkillDraft::refuse);
    SkillNames.descriptionProblem(description).ifPresent(SkillDraft::refuse);
    String text = FrontMatter.render(name, description, metadata) + "\n# " + title(name) + "\n";
    return SkillDirectory.of(Map.of(SkillDirectory.SKILL_MD, text));
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }

  private static String title(String name) {
    String words = name.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
