// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst;

import io.trace2skill.llm.Usage;
import io.trace2skill.skill.patch.Patch;

/** What the analysis of one trajectory came to. A failed analysis is an exception instead. */
public sealed interface Analysis {

  /** Returns what calls of a model it took. */
  Usage usage();

  /**
   * The trajectory teaches something.
   *
   * @param patch the proposal, for the trajectory that was analysed
   * @param verification how the proposal was checked
   * @param usage calls of a model that it took
   */
  record Proposed(Patch patch, Verification verification, Usage usage) implements Analysis {

    /** A proposal that needs no check and took no model. */
    public Proposed(Patch patch) {
      this(patch, Verification.NOT_NEEDED, Usage.NONE);
    }
  }

  /**
   * The trajectory teaches nothing, and that is a result.
   *
   * @param reason why, in a sentence for a person; not blank
   * @param usage calls of a model that it took
   */
  record NoLesson(String reason, Usage usage) implements Analysis {

    public NoLesson {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("the absence of a lesson needs a reason");
      }
    }

    /** A result that took no model. */
    public NoLesson(String reason) {
      this(reason, Usage.NONE);
    }
  }

  /** How a proposal was checked before it was made. */
  enum Verification {
    /** It is an observation or follows a success; there is no cause to prove. */
    NOT_NEEDED,
    /** A fix of the cause that it names passed the evaluator. */
    VERIFIED,
    /** There was nothing to check it against. */
    UNVERIFIED
  }
}
