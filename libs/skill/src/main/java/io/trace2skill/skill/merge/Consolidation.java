// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import java.util.List;

/**
 * A new skill and the account of every edit that was proposed for it.
 *
 * @param skill the new skill; it validates
 * @param applied the edits that made it, in canonical order; the first wording of each is the edit
 *     as applied, with its final file, section and text; further wordings are as proposed
 * @param dropped the edits that are not in the skill
 * @param notes what was added or moved to make the edits a valid skill, for a person
 */
public record Consolidation(
    SkillDirectory skill,
    List<SourcedEdit> applied,
    List<DroppedEdit> dropped,
    List<String> notes) {

  public Consolidation {
    applied = List.copyOf(applied);
    dropped = List.copyOf(dropped);
    notes = List.copyOf(notes);
  }
}
