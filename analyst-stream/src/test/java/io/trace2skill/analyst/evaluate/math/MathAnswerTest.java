// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathAnswerTest {

  private static final Closeness CLOSE =
      (a, b) -> a == b || (Double.isFinite(a) && Math.abs(a - b) <= 1e-9 * Math.abs(a));

  private static boolean match(String reference, String candidate) {
    return MathAnswer.parse(reference).matches(MathAnswer.parse(candidate), CLOSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0.75                    | \\frac{3}{4}",
        "0.75                    | \\dfrac34",
        "0.75                    | 3/4",
        "0.75                    | $\\boxed{\\tfrac{3}{4}}$",
        "0.75                    | So the answer is 3/4.",
        "0.75                    | 75\\%",
        "75\\%                   | 75",
        "50%                     | 0.5",
        "-2.5                    | -\\frac{5}{2}",
        "-2.5                    | \\frac{-5}{2}",
        "-2.5                    | −2.5",
        "1234567.5               | 1,234,567.5",
        "1234567                 | 1{,}234{,}567",
        "12                      | \\$12",
        "12                      | $12$",
        "12                      | \\(12\\)",
        "12                      | 12\\text{ cm}",
        "12                      | 12 \\text{ cm}^2",
        "12                      | 12\\,\\mathrm{m}^{2}",
        "90                      | 90^\\circ",
        "90                      | 90^{\\circ}",
        "90                      | 90°",
        "1.5                     | 1\\frac{1}{2}",
        "1.5                     | 1\\frac12",
        "1.5                     | 1 1/2",
        "6.02e23                 | 6.02 \\times 10^{23}",
        "6.02e23                 | 6.02 × 10^23",
        "0.0012                  | 1.2\\cdot10^{-3}",
        "2\\sqrt{3}              | \\sqrt{12}",
        "2\\sqrt{3}              | 3.4641016151377544",
        "2                       | \\sqrt[3]{8}",
        "-2                      | \\sqrt[3]{-8}",
        "\\frac{\\pi}{2}         | 1.5707963267948966",
        "2\\pi                   | 2π",
        "8                       | 2^3",
        "8                       | 2**3",
        "0.5                     | 2^{-1}",
        "14                      | 2+3\\times 4",
        "20                      | (2+3)\\cdot 4",
        "5                       | x = 5",
        "5                       | \\theta=5",
        "(1, 2)                  | \\left(1, \\frac{4}{2}\\right)",
        "[0, 1)                  | \\left[0,1\\right)",
        "(-\\infty, 3]           | (-∞,3]",
        "\\{1, 2\\}              | \\{2, 1\\}",
        "1, 2                    | x=2, x=1",
        "1, 2                    | 2 \\text{ or } 1",
        "2 \\pm 3                | -1, 5",
        "(1,234)                 | (1, 234)",
        "x^2+1                   | x^{2} + 1",
        "\\frac{x}{2}            | \\dfrac{x}{2}",
        "2\\cdot x               | 2x",
        "\\text{Monday}          | Monday",
      })
  void readsTheSameValue(String reference, String candidate) {
    assertThat(match(reference, candidate)).isTrue();
    assertThat(match(candidate, reference)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0.75                    | 0.7",
        "2                       | -2",
        "(1, 2)                  | (2, 1)",
        "(0, 1)                  | [0, 1]",
        "(0, 1)                  | (0, 1, 2)",
        "\\{1, 2\\}              | \\{1, 2, 3\\}",
        "1, 2                    | 1",
        "1, 2                    | (1, 2)",
        "x^2+1                   | x^2-1",
        "5                       | five",
        "5                       | ~~",
        "\\infty                 | -\\infty",
        "\\infty                 | 5",
        "5                       | 5x",
        "12_{8}                  | 12",
        "3                       | \\frac{3}{0}",
        "3                       | \\sqrt{-9}",
      })
  void keepsOtherValuesApart(String reference, String candidate) {
    assertThat(match(reference, candidate)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\\frac{1}{0}",
        "\\sqrt{-1}",
        "1/(2-2)",
        "\\frac{1",
        "((1)",
        "2^",
        "\\boxed{",
        "1..2",
        "\\",
        "%",
        "$",
        "()",
        "(,)",
        "\\pm",
        "x=",
        "{",
        "}{",
        "\\frac",
        "\\sqrt[",
        "1e99999"
      })
  void takesWhatHasNoValueAsText(String text) {
    assertThat(MathAnswer.parse(text).isNumeric()).isFalse();
  }

  @Test
  void takesTheLastBox() {
    assertThat(match("7", "First \\boxed{3}, no: \\boxed{\\frac{14}{2}} it is")).isTrue();
  }

  @Test
  void survivesDeepNesting() {
    String deep = "(".repeat(900) + "1" + ")".repeat(900);

    assertThat(MathAnswer.parse(deep).isNumeric()).isFalse();
    assertThat(MathAnswer.parse("(1,".repeat(600) + "1" + ")".repeat(600)).isNumeric()).isFalse();
    assertThat(MathAnswer.parse("-".repeat(1_999) + "1").isNumeric()).isTrue();
    assertThat(MathAnswer.parse("\\sin ".repeat(399) + "1").isNumeric()).isTrue();
    assertThat(MathAnswer.parse("1".repeat(100_000)).isNumeric()).isFalse();
  }
}
