// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.util.Objects;

/**
 * What an evaluator found.
 *
 * @param passed whether the candidate counts as right
 * @param score from 0.0 to 1.0, higher is better; 1.0 for a perfect match
 * @param explanation for whoever corrects the candidate: where it differs (which cell, field or
 *     call) and how, never what the reference holds there
 */
public record Verdict(boolean passed, double score, String explanation) {

  /** Makes a verdict; the score must be from 0.0 to 1.0. */
  public Verdict {
    Objects.requireNonNull(explanation, "explanation is null");
    if (!(score >= 0.0 && score <= 1.0)) {
      throw new IllegalArgumentException("score must be from 0 to 1: " + score);
    }
  }

  static Verdict pass() {
    return new Verdict(true, 1.0, "The candidate agrees with the reference.");
  }

  static Verdict fail(String explanation) {
    return fail(0.0, explanation);
  }

  static Verdict fail(double score, String explanation) {
    return new Verdict(false, score, explanation);
  }
}
