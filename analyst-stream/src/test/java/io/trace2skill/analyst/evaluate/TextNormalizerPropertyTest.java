// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;

class TextNormalizerPropertyTest {

  @Property
  void changesNothingTheSecondTime(@ForAll String text, @ForAll boolean articles) {
    TextNormalizer normalizer = new TextNormalizer(articles);
    String once = normalizer.normalize(text);

    assertThat(normalizer.normalize(once)).isEqualTo(once);
  }

  @Property
  void changesNothingTheSecondTimeAroundPunctuation(
      @ForAll @Chars({'a', 'n', ' ', '"', '.', '-', '*', 'İ', 'ﬁ', '\u00a0', '\u0301'}) String text,
      @ForAll boolean articles) {
    TextNormalizer normalizer = new TextNormalizer(articles);
    String once = normalizer.normalize(text);

    assertThat(normalizer.normalize(once)).isEqualTo(once);
  }

  @Property
  void keepsDifferentWordsApart(
      @ForAll @CharRange(from = 'a', to = 'z') String left,
      @ForAll @CharRange(from = 'a', to = 'z') String right) {
    TextNormalizer normalizer = new TextNormalizer(false);

    assertThat(normalizer.normalize(left).equals(normalizer.normalize(right)))
        .isEqualTo(left.equals(right));
  }
}
