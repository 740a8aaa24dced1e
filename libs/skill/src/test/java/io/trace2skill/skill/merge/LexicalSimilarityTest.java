// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LexicalSimilarityTest {

  private static final String LESSON = "Read the saved workbook back and compare the cell values.";

  private final Locale locale = Locale.getDefault();
  private final Similarity similarity = new LexicalSimilarity();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void seesTheSameLessonBehindInflectionAndOrder() {
    double same =
        similarity.between(
            LESSON, "- **Compare cell values** by reading back the saved workbooks.");

    assertThat(same).isGreaterThan(ConsolidationPolicy.DEFAULT_SIMILARITY_THRESHOLD);
  }

  @Test
  void tellsDifferentLessonsApart() {
    assertThat(similarity.between(LESSON, "Delete rows from the bottom to the top."))
        .isLessThan(0.3);
  }

  @Test
  void neverTakesADenialForItsOpposite() {
    assertThat(similarity.between("Overwrite the file.", "Do not overwrite the file.")).isZero();
    assertThat(similarity.between("Overwrite the file.", "Don’t overwrite the file.")).isZero();
  }

  @Test
  void neverTakesOneNumberForAnother() {
    assertThat(similarity.between("Retry at most 3 times.", "Retry at most 5 times.")).isZero();
  }

  @Test
  void sharesNothingWithATextOfNoWords() {
    assertThat(similarity.between("", "---")).isZero();
    assertThat(similarity.between(LESSON, "the of")).isZero();
  }

  @Test
  void doesNotDependOnTheLocale() {
    String capitals = "TITLE IN INCHES";
    double before = similarity.between(capitals, "title in inches");

    Locale.setDefault(Locale.forLanguageTag("tr-TR"));

    assertThat(before).isCloseTo(1, within(1e-9));
    assertThat(similarity.between(capitals, "title in inches")).isEqualTo(before);
  }

  @Property(tries = 300)
  void isSymmetricWithinItsRangeAndIndependentOfOtherTexts(
      @ForAll String a, @ForAll String b, @ForAll String other) {
    double value = similarity.between(a, b);

    assertThat(value).isBetween(0.0, 1.0).isEqualTo(similarity.between(b, a));
    assertThat(similarity.prepare(List.of(other, a, b)).between(1, 2)).isEqualTo(value);
    assertThat(similarity.prepare(List.of(a)).between(0, 0)).isEqualTo(1.0);
  }
}
