// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.apply.Placement.Refused;
import java.util.Optional;

/** The refusals that several operations share, in one wording. */
final class Refusals {

  private Refusals() {}

  static Refused missing(String part) {
    return new Refused(NotAppliedReason.INCOMPLETE, part + " is missing or empty");
  }

  static Refused noSection(String heading) {
    return new Refused(
        NotAppliedReason.UNPLACED, "there is no section '" + heading.strip() + "' in the file");
  }

  static Refused openBlock() {
    return new Refused(
        NotAppliedReason.INVALID,
        "a code fence or comment above this place is never closed and would swallow the text");
  }

  static Refused alreadyThere() {
    return new Refused(NotAppliedReason.ALREADY_THERE, "the file says so already");
  }

  /** Returns why content cannot be put in as lines of its own. */
  static Optional<Refused> contentProblem(ContentBlock block) {
    if (block.isEmpty()) {
      return Optional.of(missing("content"));
    }
    if (!block.closed()) {
      return Optional.of(
          new Refused(
              NotAppliedReason.INVALID, "the content opens a code fence and does not close it"));
    }
    return Optional.empty();
  }
}
