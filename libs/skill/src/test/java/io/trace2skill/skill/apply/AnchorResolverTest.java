// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.skill.markdown.MarkdownDocument;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnchorResolverTest {

  @Test
  void findsTheFirstOfSeveralAndSaysSo() {
    assertThat(find("one two\ntwo\n", "two"))
        .contains(new Anchor(0, 4, 0, 7, AnchorMatch.EXACT, 1, 2));
  }

  @Test
  void neverStartsOrEndsInsideAWord() {
    assertThat(find("concatenate\ndata_only\n", "cat")).isEmpty();
    assertThat(find("concatenate\ndata_only\n", "data")).isEmpty();
    assertThat(find("concatenate the cat\n", "cat"))
        .contains(new Anchor(0, 16, 0, 19, AnchorMatch.EXACT, 1, 1));
    assertThat(find("use (openpyxl)!\n", "openpyxl")).isPresent();
    assertThat(find("caf\u00e9 caf\n", "caf").orElseThrow().firstColumn()).isEqualTo(5);
  }

  @Test
  void scriptsWithoutSpacesHaveABoundaryEverywhere() {
    assertThat(find("\u4f7f\u7528\u5de5\u5177\n", "\u7528\u5de5")).isPresent();
  }

  @Test
  void findsTextOverSeveralLinesWhateverTheLineEnds() {
    assertThat(find("a\r\nb c\r\nd\r\n", "b c\nd\n"))
        .contains(new Anchor(1, 0, 2, 1, AnchorMatch.EXACT, 1, 1));
  }

  @Test
  void otherWhiteSpaceIsTheSecondTry() {
    assertThat(find("Save  the\n   workbook twice.\n", "the workbook"))
        .contains(new Anchor(0, 6, 1, 11, AnchorMatch.WHITESPACE, 1, 1));
  }

  @Test
  void similarLinesAreTheThirdTry() {
    Anchor anchor =
        find(
                "- other\n- **Always** save the workbok before reading.\n",
                "Always save the workbook before reading.")
            .orElseThrow();

    assertThat(anchor.how()).isEqualTo(AnchorMatch.FUZZY);
    assertThat(anchor.firstLine()).isEqualTo(1);
    assertThat(anchor.similarity()).isBetween(0.95, 0.99);
  }

  @Test
  void theMostSimilarLineWinsNotTheFirst() {
    Optional<Anchor> anchor =
        find(
            "Read the values again now.\nRead the value again now.\n", "Read the value again nov.");

    assertThat(anchor.orElseThrow().firstLine()).isEqualTo(1);
  }

  @Test
  void linesWithOtherNumbersAreNotSimilar() {
    assertThat(find("Step 1: check the input file\n", "Step 2: check the input file")).isEmpty();
  }

  @Test
  void whatIsBelowTheThresholdIsNotFound() {
    String text = "Always save the workbook before reading.\n";

    assertThat(find(text, "Never delete any rows in ascending order")).isEmpty();
    assertThat(find(text, "Sometimes save a workbook before reading.")).isEmpty();
    assertThat(
            new AnchorResolver(0.6)
                .resolve(
                    MarkdownDocument.parse(text),
                    0,
                    1,
                    "Sometimes save a workbook before reading."))
        .isPresent();
    assertThatThrownBy(() -> new AnchorResolver(0.5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyTextIsNowhere() {
    assertThat(find("a\n", "")).isEmpty();
    assertThat(find("a\n", " \n\t")).isEmpty();
    assertThat(find("a b\n", "\u00a0")).isEmpty();
    assertThat(find("", "a")).isEmpty();
  }

  @Test
  void onlyTheGivenLinesCount() {
    assertThat(new AnchorResolver().resolve(MarkdownDocument.parse("a\nb\n"), 1, 2, "a")).isEmpty();
  }

  @Property(tries = 200)
  void anchorsLieInTheText(@ForAll String text, @ForAll String wanted) {
    MarkdownDocument document = MarkdownDocument.parse(text);
    new AnchorResolver()
        .resolve(document, 0, document.lines().size(), wanted)
        .ifPresent(
            anchor -> {
              assertThat(anchor.firstLine()).isBetween(0, anchor.lastLine());
              assertThat(anchor.lastLine()).isLessThan(document.lines().size());
              assertThat(anchor.endColumn())
                  .isBetween(0, document.lines().get(anchor.lastLine()).text().length());
            });
  }

  private static Optional<Anchor> find(String text, String wanted) {
    MarkdownDocument document = MarkdownDocument.parse(text);
    return new AnchorResolver().resolve(document, 0, document.lines().size(), wanted);
  }
}
