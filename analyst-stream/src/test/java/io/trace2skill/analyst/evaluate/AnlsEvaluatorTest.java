// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AnlsEvaluatorTest {

  private static Judged by(String reference) {
    return Judged.by(reference).label("evaluator", "anls");
  }

  @Test
  void scoresByTheShareOfCharactersThatAgree() {
    Verdict verdict = by("invoice").of("Invoce");

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.score()).isEqualTo(1.0 - 1.0 / 7, within(1e-9));
  }

  @Test
  void takesTheClosestOfSeveralAcceptedAnswers() {
    assertThat(by("[\"12 May\", \"May 12\", 12]").of("may  12")).isEqualTo(Verdict.pass());
    assertThat(by("[\"12 May\", 12]").of("12").score()).isEqualTo(1.0);
  }

  @Test
  void countsNothingBelowTheThreshold() {
    Verdict verdict = by("invoice").of("inbound mail");

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.score()).isZero();
    assertThat(verdict.explanation()).doesNotContain("invoice");
  }

  @Test
  void obeysAnotherThreshold() {
    assertThat(by("invoice").label("evaluator.threshold", "0.9").of("invoce").passed()).isFalse();
    assertThat(by("abc").label("evaluator.threshold", "0").of("xyz").passed()).isFalse();
  }

  @Test
  void endsSoonOnAVeryLongAnswer() {
    assertThat(by("invoice").of("invoice".repeat(100_000)).passed()).isFalse();
  }

  @Test
  void rejectsAReferenceThatAcceptsNothing() {
    assertThatThrownBy(() -> by("[]").evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("at least one");
  }
}
