// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.schemas.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The log that is replayed. */
public enum ReplaySource {
  /** Trajectories are analysed again. */
  TRAJECTORIES,
  /** What the analyses proposed is merged again; no analyst is asked. */
  PATCHES;

  /** Returns the name that users write. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the source that users call so, or empty when there is none. */
  public static Optional<ReplaySource> fromWireName(String name) {
    return Arrays.stream(values()).filter(source -> source.wireName().equals(name)).findFirst();
  }

  String topic(Topics topics) {
    return this == TRAJECTORIES ? topics.trajectories() : topics.patches();
  }
}
