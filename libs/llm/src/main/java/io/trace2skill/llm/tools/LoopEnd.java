// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.tools;

/** Why a loop ended. */
public enum LoopEnd {
  /** The model answered of its own accord. */
  ANSWERED,
  /** The turns were used up; the model was asked once more for an answer, without tools. */
  TURNS,
  /** The tokens were nearly used up; the model was asked once more for an answer. */
  TOKENS,
  /** The time was nearly used up; the model was asked once more for an answer. */
  TIME
}
