// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumericEvaluatorTest {

  @Test
  void obeysTheRelativeTolerance() {
    Judged judged = Judged.by("200").label("evaluator.tolerance", "0.01");

    assertThat(judged.of("202").passed()).isTrue();
    assertThat(judged.of("202.1").passed()).isFalse();
  }

  @Test
  void obeysTheAbsoluteTolerance() {
    Judged judged = Judged.by("0").label("evaluator.absolute-tolerance", "0.5");

    assertThat(judged.of("-0.5").passed()).isTrue();
    assertThat(judged.of("0.51").passed()).isFalse();
  }

  @Test
  void forgivesNoMoreThanTheLastDigitsByDefault() {
    assertThat(Judged.by("1/3").of("0.33333334").passed()).isTrue();
    assertThat(Judged.by("1/3").of("0.333").passed()).isFalse();
  }

  @Test
  void saysWhenTheCandidateHasNoValue() {
    Verdict verdict = Judged.by("4242").of("It depends");

    assertThat(verdict.explanation()).contains("cannot be read as a value").doesNotContain("4242");
    assertThat(Judged.by("4242").of("17").explanation()).doesNotContain("4242");
  }

  @Test
  void comparesFormulasWithoutAValueAsText() {
    Judged judged = Judged.by("\\frac{x}{2}");

    assertThat(judged.of("$\\dfrac{x}{2}$").passed()).isTrue();
    assertThat(judged.of("2x").passed()).isFalse();
  }
}
