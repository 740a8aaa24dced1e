// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEvaluatorTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "New York City",
        "  new   york\ncity ",
        "\"New York City\".",
        "**New York City**",
        "“New York City”",
        "Ｎｅｗ York City",
        "New\u00a0York\u200b City!"
      })
  void ignoresCaseSpaceAndWhatStandsAround(String text) {
    assertThat(Judged.by("New York City").of(text).passed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NewYork City", "York City", "", "The New York City"})
  void failsOtherText(String text) {
    Verdict verdict = Judged.by("New York City").of(text);

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.score()).isZero();
    assertThat(verdict.explanation()).doesNotContainIgnoringCase("york");
  }

  @Test
  void keepsSigns() {
    Judged judged = Judged.by("-5 apples");

    assertThat(judged.of("5 apples").passed()).isFalse();
    assertThat(judged.of("-5 apples.").passed()).isTrue();
  }

  @Test
  void ignoresArticlesWhenTold() {
    Judged judged = Judged.by("The cat in the hat").label("evaluator.articles", "ignore");

    assertThat(judged.of("cat in a hat").passed()).isTrue();
    assertThat(judged.of("cat on a hat").passed()).isFalse();
  }

  @Test
  void wantsEachCharacterWhenExact() {
    Judged judged = Judged.by("Paris").label("evaluator.match", "exact");

    assertThat(judged.of("paris").passed()).isFalse();
    assertThat(judged.of("Paris").passed()).isTrue();
  }

  @Test
  void keepsAnAnswerOfPunctuationOnly() {
    assertThat(Judged.by("?").of("!").passed()).isFalse();
    assertThat(Judged.by("?").of("").passed()).isFalse();
    assertThat(Judged.by("?").of(" ? ").passed()).isTrue();
  }

  @Test
  void readsACandidateFile() throws IOException {
    Path file = Files.writeString(directory.resolve("answer.txt"), "paris\n");

    assertThat(Judged.by("Paris").evaluator().evaluate(new Candidate.File(file)).passed()).isTrue();
  }

  @Test
  void saysWhyAFileCannotBeJudged() throws IOException {
    Evaluator evaluator = Judged.by("Paris").evaluator();
    Path binary = Files.write(directory.resolve("a"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Path huge = Files.write(directory.resolve("b"), new byte[CandidateText.MAX_BYTES + 1]);

    assertThat(evaluator.evaluate(new Candidate.File(directory.resolve("none"))).explanation())
        .contains("cannot be read");
    assertThat(evaluator.evaluate(new Candidate.File(directory)).explanation())
        .contains("cannot be read");
    assertThat(evaluator.evaluate(new Candidate.File(binary)).explanation()).contains("not UTF-8");
    assertThat(evaluator.evaluate(new Candidate.File(huge)).explanation()).contains("longer than");
    assertThat(evaluator.evaluate(new Candidate.Text("x".repeat(2 << 20))).passed()).isFalse();
    assertThat(evaluator.evaluate(new Candidate.Actions(List.of())).explanation())
        .contains("answer in text is needed");
  }
}
