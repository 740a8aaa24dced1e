// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst;

import io.trace2skill.skill.patch.Patch;

/** What the analysis of one trajectory came to. A failed analysis is an exception instead. */
public sealed interface Analysis {

  /**
   * The trajectory teaches something.
   *
   * @param patch the proposal, for the trajectory that was analysed
   */
  record Proposed(Patch patch) implements Analysis {}

  /**
   * The trajectory teaches nothing, and that is a result.
   *
   * @param reason why, in a sentence for a person; not blank
   */
  record NoLesson(String reason) implements Analysis {

    public NoLesson {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("the absence of a lesson needs a reason");
      }
    }
  }
}
