// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a skill may be called and described as, such that every validator accepts it. */
public final class SkillNames {

  /** Longest name, in characters. */
  public static final int MAX_NAME = 64;

  /** Longest description, in characters. */
  public static final int MAX_DESCRIPTION = 1024;

  private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  private SkillNames() {}

  /** Returns what is wrong with the name and what to do; empty when it is fine. */
  public static Optional<String> nameProblem(String name) {
    if (name.length() > MAX_NAME || !KEBAB.matcher(name).matches()) {
      return Optional.of(
          "the name '"
              + name
              + "' must be 1 to "
              + MAX_NAME
              + " lower-case ASCII letters, digits and single hyphens between them");
    }
    return Optional.empty();
  }

  /** Returns what is wrong with the description and what to do; empty when it is fine. */
  public static Optional<String> descriptionProblem(String description) {
    if (description.isBlank()) {
      return Optional.of("the description is empty; say what the skill is for and when to use it");
    }
    if (description.codePointCount(0, description.length()) > MAX_DESCRIPTION) {
      return Optional.of("the description is over " + MAX_DESCRIPTION + " characters; shorten it");
    }
    if (description.indexOf('<') >= 0 || description.indexOf('>') >= 0) {
      return Optional.of("the description holds < or >, which validators refuse; reword it");
    }
    return Optional.empty();
  }
}
