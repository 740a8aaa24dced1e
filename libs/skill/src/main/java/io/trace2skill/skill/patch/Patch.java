// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import java.util.List;
import java.util.Optional;

/**
 * What the analysis of one trajectory proposes.
 *
 * @param trajectoryId the trajectory that it rests on; not blank
 * @param reasoning why, for a person; may be empty
 * @param edits in the order of the proposer
 * @param changelog one line for each change, for a person
 * @param baseDigest digest of the skill that the edits were made against; empty for a skill created
 *     from scratch
 */
public record Patch(
    String trajectoryId,
    String reasoning,
    List<Edit> edits,
    List<String> changelog,
    Optional<String> baseDigest) {

  public Patch {
    if (trajectoryId.isBlank()) {
      throw new IllegalArgumentException("a patch needs the id of its trajectory");
    }
    edits = List.copyOf(edits);
    changelog = List.copyOf(changelog);
  }
}
