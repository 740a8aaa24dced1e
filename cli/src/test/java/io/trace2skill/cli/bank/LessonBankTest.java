// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trace2skill.cli.bank.LessonBank.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LessonBankTest {

  private static final Embedder LEXICAL = new LexicalEmbedder();

  private static final Lesson DATES =
      lesson("a#0", "Parse dates with the workbook's own epoch before comparing them.");
  private static final Lesson FORMULAS =
      lesson("b#0", "Keep formulas: write the formula, not the number that it gives.");
  private static final Lesson REFUND =
      lesson("c#1", "Check the fare class before you promise a refund.");

  @TempDir private Path directory;

  private static Lesson lesson(String id, String text) {
    return new Lesson(id, id.substring(0, 1), "failure", "SKILL.md", text);
  }

  @Test
  void findsTheLessonThatSharesTheTasksWords() throws EmbeddingException {
    LessonBank bank = LessonBank.of("s", List.of(DATES, FORMULAS, REFUND), LEXICAL);

    List<Hit> hits = bank.query("the customer asks for a refund of the fare", LEXICAL, 1);

    assertThat(hits).extracting(Hit::lesson).containsExactly(REFUND);
  }

  @Test
  void showsALessonOnceHoweverOftenItWasLearned() throws EmbeddingException {
    Lesson again = lesson("d#0", REFUND.text());
    LessonBank bank = LessonBank.of("s", List.of(REFUND, again, DATES), LEXICAL);

    assertThat(bank.query("refund of a fare", LEXICAL, 10))
        .extracting(Hit::lesson)
        .contains(REFUND)
        .doesNotContain(again);
  }

  @Test
  void findsALessonByItselfWithFullSimilarity() throws EmbeddingException {
    LessonBank bank = LessonBank.of("s", List.of(DATES, FORMULAS), LEXICAL);

    Hit hit = bank.query(FORMULAS.text(), LEXICAL, 1).get(0);

    assertThat(hit.lesson()).isEqualTo(FORMULAS);
    assertThat(hit.similarity()).isCloseTo(1, within(1e-6));
  }

  @Test
  void findsNothingWhenNothingIsAsked() throws EmbeddingException {
    assertThat(LessonBank.of("s", List.of(DATES), LEXICAL).query("?!", LEXICAL, 3)).isEmpty();
  }

  @Test
  void refusesAQuestionInAnotherSpace() throws EmbeddingException {
    LessonBank bank = new LessonBank("s", "some-model", List.of());

    assertThatThrownBy(() -> bank.query("refund", LEXICAL, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some-model");
  }

  @Test
  void isTheSameAfterWritingAndReading() throws EmbeddingException, IOException {
    LessonBank bank = LessonBank.of("s", List.of(DATES, REFUND), LEXICAL);
    BankFile file = new BankFile(directory.resolve("s.bank.jsonl"));

    file.write(bank);

    assertThat(file.read()).isEqualTo(bank);
  }

  @Test
  void namesTheLineThatIsBroken() throws EmbeddingException, IOException {
    Path path = directory.resolve("s.bank.jsonl");
    new BankFile(path).write(LessonBank.of("s", List.of(DATES), LEXICAL));
    Files.writeString(path, Files.readString(path) + "{\"id\":\"x\"\n");

    assertThatThrownBy(() -> new BankFile(path).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void saysThatAnotherFileIsNoBank() throws IOException {
    Path path = Files.writeString(directory.resolve("skill.jsonl"), "{\"a\":1}\n");

    assertThatThrownBy(() -> new BankFile(path).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no bank");
  }
}
