// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import io.trace2skill.schemas.Topics;
import java.util.Optional;

/**
 * How to read.
 *
 * @param format the form to expect; values of another form are rejected
 * @param skill the skill of trajectories that name none; without it those are rejected
 * @param maxTrajectoryBytes the largest trajectory to let through, in bytes of its record, at least
 *     1024. A JSON text may have twice as many, because base64 and escapes inflate it
 */
public record ImportSettings(ImportFormat format, Optional<String> skill, int maxTrajectoryBytes) {

  /** Room that the largest record leaves to its key, headers and framing. */
  private static final int FRAMING_BYTES = 64 * 1024;

  /** The largest trajectory, in bytes, that all topics and stores let pass. */
  public static final int DEFAULT_MAX_TRAJECTORY_BYTES = Topics.MAX_RECORD_BYTES - FRAMING_BYTES;

  private static final int MIN_TRAJECTORY_BYTES = 1024;

  public ImportSettings {
    if (maxTrajectoryBytes < MIN_TRAJECTORY_BYTES) {
      throw new IllegalArgumentException(
          "a trajectory may have at least " + MIN_TRAJECTORY_BYTES + " bytes");
    }
    if (maxTrajectoryBytes > DEFAULT_MAX_TRAJECTORY_BYTES) {
      throw new IllegalArgumentException(
          "no topic takes trajectories of more than " + DEFAULT_MAX_TRAJECTORY_BYTES + " bytes");
    }
  }

  /** Returns the settings that detect the form and allow the largest trajectories. */
  public static ImportSettings forSkill(String skill) {
    return new ImportSettings(ImportFormat.AUTO, Optional.of(skill), DEFAULT_MAX_TRAJECTORY_BYTES);
  }

  int maxTextBytes() {
    return 2 * maxTrajectoryBytes;
  }
}
