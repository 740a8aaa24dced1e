// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.merge.SourcedEdit;
import java.util.List;

/**
 * Do these edits of one place say the same, or contradict each other?
 *
 * @param edits two or more, the best supported first
 */
record Question(List<SourcedEdit> edits) {

  Question {
    edits = List.copyOf(edits);
  }

  /** Returns whether both halves would still be questions. */
  boolean isDivisible() {
    return edits.size() >= 4;
  }

  Question firstHalf() {
    return new Question(edits.subList(0, edits.size() / 2));
  }

  Question secondHalf() {
    return new Question(edits.subList(edits.size() / 2, edits.size()));
  }
}
