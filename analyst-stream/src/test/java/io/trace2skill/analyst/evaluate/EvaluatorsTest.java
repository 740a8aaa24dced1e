// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorsTest {

  @Test
  void hasNothingToJudgeByWithoutAReference() {
    assertThat(Evaluators.of(Judged.byNothing().trajectory())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paris                    | as text",
        "Paris, France            | as text",
        "2022-04-22               | as text",
        "1990-1995                | as text",
        "e                        | as text",
        "42                       | as a number",
        "3/4                      | as a number",
        "1,234.5                  | as a number",
        "\\boxed{x+1}             | as a number",
        "\\frac{\\pi}{2}          | as a number",
        "{\"a\": 1}               | as one JSON value",
        "[1, 2]                   | as one JSON value",
      })
  void choosesByTheReferenceAnswer(String reference, String accepted) {
    assertThat(Judged.by(reference).evaluator().accepts()).contains(accepted);
  }

  @Test
  void choosesToolCallsWhenActionsAreExpectedEvenIfNone() {
    assertThat(Judged.byActions().evaluator().accepts()).contains("tool calls");
  }

  @Test
  void obeysTheLabelFirst() {
    Verdict verdict = Judged.by("42").label("evaluator", "text").of("42.0");

    assertThat(verdict.passed()).isFalse();
  }

  @Test
  void saysWhichLabelIsBadAndWhatWouldDo() {
    assertThatThrownBy(() -> Judged.by("42").label("evaluator", "magic").evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("\"evaluator\" is \"magic\"")
        .hasMessageContaining("text, numeric, json, tool-calls, spreadsheet, anls");
  }

  @Test
  void rejectsAMisspeltOption() {
    assertThatThrownBy(() -> Judged.by("42").label("evaluator.tolerence", "1").evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("evaluator.tolerence")
        .hasMessageContaining("evaluator.tolerance");
  }

  @ParameterizedTest
  @CsvSource({"-1", "NaN", "much", "Infinity"})
  void rejectsAToleranceThatIsNoDistance(String value) {
    assertThatThrownBy(() -> Judged.by("42").label("evaluator.tolerance", value).evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("evaluator.tolerance")
        .hasMessageContaining("0 or more");
  }

  @ParameterizedTest
  @CsvSource({"text", "numeric", "json", "anls", "tool-calls", "spreadsheet"})
  void saysWhatIsMissingForTheNamedEvaluator(String kind) {
    assertThatThrownBy(() -> Judged.byNothing().label("evaluator", kind).evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining(kind)
        .hasMessageContaining("has no");
  }

  @Test
  void leavesLabelsOfOthersAlone() {
    assertThat(Judged.by("a").label("evaluators", "x").label("team", "y").of("a").passed())
        .isTrue();
  }
}
