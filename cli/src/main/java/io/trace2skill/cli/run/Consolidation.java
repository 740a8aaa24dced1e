// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the patches: the paper's way, and those that it compares it with. */
public enum Consolidation {
  /** All patches are merged in a tree into one version. */
  HIERARCHICAL,
  /** A version after each batch of trajectories; the next batch is analysed against it. */
  SEQUENTIAL,
  /** Lessons stay apart, in a bank to retrieve them from; no skill is made. */
  BANK;

  /** Returns the name that users write. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the consolidation that users call so, or empty when there is none. */
  public static Optional<Consolidation> fromWireName(String name) {
    return Arrays.stream(values()).filter(way -> way.wireName().equals(name)).findFirst();
  }
}
