// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.analyst.evaluate.math.MathAnswer;
import java.util.regex.Pattern;

/** Compares numbers and formulas, plain or in LaTeX, by value. */
final class NumericEvaluator implements Evaluator {

  private static final Pattern LATEX = Pattern.compile("\\\\(?:boxed|[dt]?frac|sqrt|pi)");
  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern DATE_OR_SPAN = Pattern.compile("\\d\\s*[-–]\\s*\\d|/\\d+/");

  private final MathAnswer reference;
  private final Tolerance tolerance;

  NumericEvaluator(String reference, Options options) {
    this.reference = MathAnswer.parse(reference);
    this.tolerance = Tolerance.of(options);
  }

  /** Returns true when the text is worth comparing by value; a date or a range of years is not. */
  static boolean suits(String reference) {
    if (LATEX.matcher(reference).find()) {
      return true;
    }
    return DIGIT.matcher(reference).find()
        && !DATE_OR_SPAN.matcher(reference).find()
        && MathAnswer.parse(reference).isNumeric();
  }

  @Override
  public Verdict evaluate(Candidate candidate) {
    return CandidateText.judge(candidate, this::judge);
  }

  @Override
  public String accepts() {
    return "the answer as a number or a formula in LaTeX, and nothing else";
  }

  private Verdict judge(String text) {
    MathAnswer answer = MathAnswer.parse(text);
    if (reference.matches(answer, tolerance)) {
      return Verdict.pass();
    }
    boolean unread =
        answer instanceof MathAnswer.Symbolic && !(reference instanceof MathAnswer.Symbolic);
    return Verdict.fail(
        unread
            ? "The candidate cannot be read as a value; give the answer and nothing else."
            : "The value differs from the reference.");
  }
}
