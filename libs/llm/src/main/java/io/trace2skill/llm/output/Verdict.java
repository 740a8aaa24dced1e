// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

/** What a reader makes of a reply. */
sealed interface Verdict<T> {

  /** It is what was asked for. */
  record Accepted<T>(T value) implements Verdict<T> {}

  /** It ends in the middle of the JSON; {@code beginning} is what there is of that. */
  record CutOff<T>(String beginning) implements Verdict<T> {}

  /** It is something else; the complaint tells the model what. */
  record Refused<T>(String complaint) implements Verdict<T> {}
}
