// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

/**
 * Identity of a proposed edit: the trajectory whose patch proposed it and its place in that patch.
 *
 * @param trajectoryId the trajectory; not blank
 * @param ordinal position in the patch, from 0
 */
public record EditId(String trajectoryId, int ordinal) implements Comparable<EditId> {

  public EditId {
    if (trajectoryId.isBlank() || ordinal < 0) {
      throw new IllegalArgumentException("not an edit id: '" + trajectoryId + "' " + ordinal);
    }
  }

  @Override
  public int compareTo(EditId other) {
    int byTrajectory = trajectoryId.compareTo(other.trajectoryId);
    return byTrajectory != 0 ? byTrajectory : Integer.compare(ordinal, other.ordinal);
  }
}
