// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Ground;

/**
 * What one observation teaches.
 *
 * @param ground the observation; lessons of equal grounds are wordings of each other
 * @param section where the lesson goes
 * @param title what to do, as a sentence in the imperative without its full stop
 * @param why why, and how; whole sentences
 */
record Lesson(Ground ground, Section section, String title, String why) {

  /** Returns the edit that adds this lesson to a skill as one bullet. */
  Edit toEdit() {
    return Edit.of(SkillDirectory.SKILL_MD, EditOp.APPEND_TO_SECTION)
        .withTargetSection(section.heading())
        .withContent("- **" + title + ".** " + why)
        .withGround(ground);
  }
}
