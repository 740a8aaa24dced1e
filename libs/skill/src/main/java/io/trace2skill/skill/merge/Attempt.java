// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.Violation;
import java.util.List;

/**
 * A skill made of some edits, valid or not.
 *
 * @param skill the skill
 * @param made the edits that are in it, as made, in canonical order
 * @param dropped the others
 * @param notes what was added or moved beside the edits
 * @param violations what a validator says against it; empty for a valid skill
 */
record Attempt(
    SkillDirectory skill,
    List<Candidate> made,
    List<DroppedEdit> dropped,
    List<String> notes,
    List<Violation> violations) {

  boolean isValid() {
    return violations.isEmpty();
  }
}
