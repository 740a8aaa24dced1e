// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.history;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.SourcedEdit;
import java.util.List;
import java.util.Optional;

/**
 * One version of a skill with its lineage.
 *
 * @param number from 1
 * @param parent number of the version that was the latest before
 * @param restored number of the earlier version whose files came back with this one
 * @param files the skill
 * @param edits the edits that made it of its parent, as applied; empty for a registered base
 */
public record SkillVersion(
    long number,
    Optional<Long> parent,
    Optional<Long> restored,
    SkillDirectory files,
    List<SourcedEdit> edits) {

  public SkillVersion {
    if (number < 1 || parent.or(() -> restored).filter(earlier -> earlier >= number).isPresent()) {
      throw new IllegalArgumentException("versions count from 1 and come after their parents");
    }
    edits = List.copyOf(edits);
  }

  /** Returns the number of the version that the lines of this one come from, if not from itself. */
  Optional<Long> origin() {
    return restored.or(() -> parent);
  }
}
