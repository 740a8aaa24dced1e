// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MarkdownDocumentTest {

  private static final String SKILL =
      """
      ---
      name: a
      # no heading: a comment
      description: b
      ---

      # Title

      Intro.

      ## First
      text
      ### Deep
      more
      ## Second

      ```bash
      # no heading
      ## neither
      ```
      end
      """;

  @Test
  void sectionsHoldTheirSubsectionsAndEndAtTheNextHeadingOfTheirLevel() {
    MarkdownDocument document = MarkdownDocument.parse(SKILL);

    assertThat(document.sections())
        .containsExactly(
            new Section(1, "Title", 6, 7, 21, OptionalInt.empty()),
            new Section(2, "First", 10, 11, 14, OptionalInt.of(6)),
            new Section(3, "Deep", 12, 13, 14, OptionalInt.of(10)),
            new Section(2, "Second", 14, 15, 21, OptionalInt.of(6)));
  }

  @Test
  void nothingInACodeFenceIsAHeading() {
    assertThat(titles("~~~~\n# a\n~~~\n# b\n~~~~\n# c\n")).containsExactly("c");
    assertThat(titles("````\n```\n# a\n```\n````\n# b\n")).containsExactly("b");
    assertThat(titles("- item\n  ```sh\n  # a\n  ```\n\n# b\n")).containsExactly("b");
    assertThat(titles("1. item\n\n   ~~~\n# b\n")).containsExactly("b");
    assertThat(titles("```\n# runs to the end\n")).isEmpty();
  }

  @Test
  void codeByIndentCommentsAndQuotesHoldNoHeadingsOfTheFile() {
    assertThat(titles("text\n\n    # code\n\n<!--\n# hidden\n-->\n\n> # quoted\n\n# b\n"))
        .containsExactly("b");
  }

  @Test
  void hashWithoutASpaceIsNoHeading() {
    assertThat(titles("#tag\n####### seven\n# one #\n##\ttab\n")).containsExactly("one", "tab");
  }

  @Test
  void underlinedHeadingsAreHeadings() {
    MarkdownDocument document = MarkdownDocument.parse("Title\n=====\n\nSub\n---\ntext\n");

    assertThat(document.sections())
        .extracting(Section::heading)
        .containsExactly("# Title", "## Sub");
    assertThat(document.sections().get(1).bodyStart()).isEqualTo(5);
    assertThat(document.isHeading(4)).isTrue();
  }

  @Test
  void aFenceThatIsNotClosedIsReportedAndReachesToTheEnd() {
    MarkdownDocument document = MarkdownDocument.parse("text\n```\ncode\n\n");

    assertThat(document.verbatimBlocks()).containsExactly(new VerbatimBlock(1, 4, false));
    assertThat(document.verbatimSplitAt(4)).isPresent();
  }

  @Test
  void linesAndTheirEndsAreKept() {
    for (String text : new String[] {"", "\n", "a", "a\r\nb\rc\n\n", "\uFEFF---\na: b\n---\n# T"}) {
      assertThat(MarkdownDocument.parse(text).text()).isEqualTo(text);
    }
    assertThat(MarkdownDocument.parse("a\r\nb\n").lineEnding()).isEqualTo("\r\n");
    assertThat(MarkdownDocument.parse("a").lineEnding()).isEqualTo("\n");
  }

  @Test
  void aByteOrderMarkHidesNeitherFrontMatterNorHeading() {
    MarkdownDocument withFrontMatter =
        MarkdownDocument.parse("\uFEFF---\r\nname: a\r\n---\r\n# T\r\n");
    assertThat(withFrontMatter.frontMatter()).contains(new FrontMatter("name: a\n", 3));
    assertThat(withFrontMatter.sections()).extracting(Section::start).containsExactly(3);

    assertThat(titles("\uFEFF# T\n")).containsExactly("T");
  }

  @Test
  void aRuleAtTheStartIsNoFrontMatterWithoutASecondOne() {
    MarkdownDocument document = MarkdownDocument.parse("---\n# T\n");

    assertThat(document.frontMatter()).isEmpty();
    assertThat(document.sections()).hasSize(1);
  }

  @Test
  void headingsAreFoundWithAndWithoutMarks() {
    MarkdownDocument document = MarkdownDocument.parse(SKILL);

    assertThat(document.find("## Second").orElseThrow().exact()).isTrue();
    assertThat(document.find("Second").orElseThrow().exact()).isTrue();
    assertThat(document.find("  ##   second ").orElseThrow().exact()).isFalse();
    assertThat(document.find("# Second").orElseThrow().section().level()).isEqualTo(2);
    assertThat(document.find("Sec")).isEmpty();
    assertThat(document.find("##")).isEmpty();
    assertThat(document.find(" ")).isEmpty();
  }

  @Test
  void anExactHeadingIsPreferredToAnEarlierSimilarOne() {
    MarkdownDocument document = MarkdownDocument.parse("# T\n\n## notes\n\n## Notes\n\n## Notes\n");

    SectionMatch match = document.find("Notes").orElseThrow();

    assertThat(match.section().start()).isEqualTo(4);
    assertThat(match.candidates()).isEqualTo(2);
  }

  private static java.util.List<String> titles(String text) {
    return MarkdownDocument.parse(text).sections().stream().map(Section::title).toList();
  }
}
