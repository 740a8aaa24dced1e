// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A form in which trajectories are written. */
public enum ImportFormat {
  /** Whatever each value looks like. */
  AUTO,
  /** OpenAI chat messages, bare or in an object that also tells the task and the outcome. */
  OPENAI,
  /** The project's own JSON form. */
  TRACE2SKILL;

  /** Returns the name that users write. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the format that users call so, or empty when there is none. */
  public static Optional<ImportFormat> fromWireName(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName().equals(name)).findFirst();
  }

  boolean allows(ImportFormat found) {
    return this == AUTO || this == found;
  }
}
