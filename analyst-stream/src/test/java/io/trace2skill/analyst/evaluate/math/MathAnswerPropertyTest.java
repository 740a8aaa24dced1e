// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class MathAnswerPropertyTest {

  private static final Closeness CLOSE = (a, b) -> a == b || Math.abs(a - b) <= 1e-12 * Math.abs(a);

  @Property
  void readsEachWholeNumberWithAndWithoutSeparators(@ForAll int number) {
    assertThat(match(Integer.toString(number), String.format(Locale.ROOT, "%,d", number))).isTrue();
  }

  @Property
  void readsEachDouble(@ForAll double number) {
    assertThat(MathAnswer.parse(Double.toString(number)))
        .isEqualTo(new MathAnswer.Scalar(number == 0 ? 0.0 + number : number, false));
  }

  @Property
  void readsEachFraction(
      @ForAll @IntRange(min = -999, max = 999) int top,
      @ForAll @IntRange(min = 1, max = 999) int bottom) {
    String latex = "\\frac{" + top + "}{" + bottom + "}";

    assertThat(match(latex, top + "/" + bottom)).isTrue();
    assertThat(match(latex, Double.toString((double) top / bottom))).isTrue();
  }

  @Property
  void anyAnswerMatchesItself(
      @ForAll
          @Chars({'1', '2', '.', ',', '(', ')', '[', '{', '}', '\\', 'x', '=', '^', '%', '-', '/'})
          @StringLength(max = 30)
          String text) {
    assertThat(match(text, text)).isTrue();
  }

  private static boolean match(String reference, String candidate) {
    return MathAnswer.parse(reference).matches(MathAnswer.parse(candidate), CLOSE);
  }
}
