// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

import java.util.List;
import java.util.Optional;

/**
 * A patch as read from JSON, which does not tell the trajectory that it rests on.
 *
 * @param reasoning why, for a person; may be empty
 * @param edits the edits that could be read, in the order of the JSON
 * @param changelog one line for each change, for a person
 * @param problems what could not be read or is not known
 */
public record ReadPatch(
    String reasoning, List<Edit> edits, List<String> changelog, List<Problem> problems) {

  /**
   * Something in the JSON that is wrong.
   *
   * @param pointer where, as a JSON pointer, for example {@code /edits/2/op}
   * @param message what is wrong and what follows from it, for a person
   */
  public record Problem(String pointer, String message) {}

  public ReadPatch {
    edits = List.copyOf(edits);
    changelog = List.copyOf(changelog);
    problems = List.copyOf(problems);
  }

  /**
   * Returns the patch of a trajectory.
   *
   * @param baseDigest digest of the skill that the edits were made against, if there was one
   */
  public Patch of(String trajectoryId, Optional<String> baseDigest) {
    return new Patch(trajectoryId, reasoning, edits, changelog, baseDigest);
  }
}
