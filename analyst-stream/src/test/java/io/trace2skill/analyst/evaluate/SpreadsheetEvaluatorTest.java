// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.ArtifactRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadsheetEvaluatorTest {

  @TempDir Path directory;

  private Verdict judge(Judged judged, Book candidate) throws IOException {
    return judge(judged, candidate.bytes());
  }

  private Verdict judge(Judged judged, byte[] candidate) throws IOException {
    Path file = Files.write(directory.resolve("candidate.xlsx"), candidate);
    return judged.evaluator().evaluate(new Candidate.File(file));
  }

  private static Judged by(Book reference) throws IOException {
    return Judged.byWorkbook(reference.bytes());
  }

  private boolean passes(Book reference, Book candidate) throws IOException {
    return judge(by(reference), candidate).passed();
  }

  @Test
  void passesTheSameValues() throws IOException {
    Book reference = new Book().set("A1", "Total").set("B1", 12.5).set("C3", true);

    assertThat(judge(by(reference), reference)).isEqualTo(Verdict.pass());
  }

  @Test
  void saysWhichCellIsWrongAndNotWhatBelongsThere() throws IOException {
    Book reference = new Book().set("A1", "secret").set("B1", 4711).set("C1", 1).set("D1", 2);
    Book candidate = new Book().set("A1", 5).set("C1", 1).set("D1", 2);

    Verdict verdict = judge(by(reference), candidate);

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.score()).isEqualTo(0.5);
    assertThat(verdict.explanation())
        .contains("2 of 4 cells", "'Sheet1'!A1 is not right, it holds a number")
        .contains("'Sheet1'!B1 is not right, it holds nothing")
        .doesNotContain("secret", "4711");
  }

  @Test
  void comparesOnlyTheRange() throws IOException {
    Book reference = new Book().set("A1", 1).set("B1", 2);
    Book candidate = new Book().set("A1", 9).set("B1", 2);

    assertThat(judge(by(reference).label("evaluator.range", "B1:C9"), candidate).passed()).isTrue();
    assertThat(judge(by(reference).label("evaluator.range", "A1,B1"), candidate).passed())
        .isFalse();
  }

  @Test
  void findsMoreThanBelongsThere() throws IOException {
    Book reference = new Book().set("A1", 1);

    assertThat(passes(reference, new Book().set("A1", 1).set("A900", 1))).isFalse();
  }

  @Test
  void takesTheSheetFromItsLabelWhenTheRangeNamesNone() throws IOException {
    Book reference = new Book().set("A1", 1).sheet("Result, all").set("A1", 2);
    Book candidate = new Book().set("A1", 9).sheet("result, ALL").set("A1", 2);

    assertThat(
            judge(
                    by(reference)
                        .label("evaluator.range", "A1")
                        .label("evaluator.sheet", "Result, all"),
                    candidate)
                .passed())
        .isTrue();
    assertThat(judge(by(reference).label("evaluator.range", "A1"), candidate).passed()).isFalse();
  }

  @Test
  void saysWhenTheCandidateLacksTheSheet() throws IOException {
    Book reference = new Book().sheet("Result").set("A1", 2);

    assertThat(judge(by(reference).label("evaluator.sheet", "'Result'"), new Book()).explanation())
        .contains("no sheet 'Result'");
  }

  @ParameterizedTest
  @CsvSource({
    "evaluator.range,A1;B2,ranges such as",
    "evaluator.range,Other!A1,on sheets that",
    "evaluator.sheet,Other,on sheets that",
    "evaluator.styles,some,'one of auto, compare, ignore'"
  })
  void rejectsAPlaceThatTheReferenceDoesNotHave(String label, String value, String message)
      throws IOException {
    Judged judged = by(new Book().set("A1", 1)).label(label, value);

    assertThatThrownBy(judged::evaluator)
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining(label)
        .hasMessageContaining(message);
  }

  @Test
  void takesNumbersThatAgreeToTwoPlacesForTheSame() throws IOException {
    assertThat(passes(new Book().set("A1", 1.234), new Book().set("A1", 1.2301))).isTrue();
    assertThat(passes(new Book().set("A1", 1.234), new Book().set("A1", 1.24))).isFalse();
    assertThat(passes(new Book().set("A1", -0.001), new Book().set("A1", 0.001))).isTrue();
  }

  @Test
  void takesTextThatReadsAsANumberForIt() throws IOException {
    assertThat(passes(new Book().set("A1", 12), new Book().set("A1", " 12.0 "))).isTrue();
    assertThat(passes(new Book().set("A1", 12), new Book().set("A1", "12 pcs"))).isFalse();
    assertThat(passes(new Book().set("A1", "nan"), new Book().set("A1", "nan"))).isTrue();
    assertThat(passes(new Book().set("A1", "1e400"), new Book().set("A1", "1e401"))).isFalse();
  }

  @Test
  void takesAnEmptyTextForAnEmptyCell() throws IOException {
    assertThat(passes(new Book().set("A1", ""), new Book())).isTrue();
    assertThat(passes(new Book().set("A1", " "), new Book())).isFalse();
  }

  @Test
  void countsTruthValuesAsOneAndZero() throws IOException {
    assertThat(passes(new Book().set("A1", true), new Book().set("A1", 1))).isTrue();
    assertThat(passes(new Book().set("A1", true), new Book().set("A1", false))).isFalse();
    assertThat(passes(new Book().set("A1", true), new Book().set("A1", "TRUE"))).isFalse();
  }

  @Test
  void comparesDatesByTheDay() throws IOException {
    Book day = new Book().date("A1", LocalDateTime.of(2024, 2, 22, 0, 0), "yyyy-mm-dd");

    assertThat(
            passes(day, new Book().date("A1", LocalDateTime.of(2024, 2, 22, 9, 0), "d/m/yy h:mm")))
        .isTrue();
    assertThat(passes(day, new Book().date("A1", LocalDateTime.of(2024, 2, 23, 0, 0), "d/m/yy")))
        .isFalse();
    assertThat(passes(day, new Book().set("A1", "2024-02-22"))).isFalse();
  }

  @Test
  void comparesTimesOfDayByTheMinuteAndSpansByTheSecond() throws IOException {
    Book noon = new Book().number("A1", 0.5, "h:mm");

    assertThat(passes(noon, new Book().number("A1", 0.5 + 20.0 / 86_400, "h:mm:ss"))).isTrue();
    assertThat(passes(noon, new Book().number("A1", 0.5 + 60.0 / 86_400, "h:mm"))).isFalse();
    assertThat(passes(noon, new Book().number("A1", 0.5, "[h]:mm"))).isFalse();
    Book span = new Book().number("A1", 1.5, "[h]:mm:ss");
    assertThat(passes(span, new Book().number("A1", 1.5, "[h]:mm"))).isTrue();
    assertThat(passes(span, new Book().number("A1", 1.5 + 1.0 / 86_400, "[h]:mm"))).isFalse();
  }

  @Test
  void comparesErrorsByTheirName() throws IOException {
    assertThat(passes(new Book().error("A1", "#N/A"), new Book().error("A1", "#N/A"))).isTrue();

    Verdict verdict = judge(by(new Book().error("A1", "#N/A")), new Book().error("A1", "#DIV/0!"));
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.explanation()).contains("the error #DIV/0!").doesNotContain("#N/A");
  }

  @Test
  void readsTheStoredResultOfAFormula() throws IOException {
    Book stored = new Book().set("A1", 2).formula("B1", "A1*2", "999");

    assertThat(passes(new Book().set("A1", 2).set("B1", 999), stored)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"SUM(A1:A2)*2,6", "A1&\"x\",1x", "A1<A2,1", "1/0,#DIV/0!", "SUM(A:A),3"})
  void calculatesAFormulaWithoutAStoredResult(String formula, String result) throws IOException {
    Book values = new Book().set("A1", 1).set("A2", 2);
    Book expected = new Book().set("A1", 1).set("A2", 2).set("B1", result);

    assertThat(judge(by(expected), values.formula("B1", formula, null))).isEqualTo(Verdict.pass());
  }

  @Test
  void calculatesALongChainOfFormulas() throws IOException {
    Book chain = new Book().set("A1", 1);
    Book expected = new Book().set("A1", 1);
    for (int row = 2; row <= 5_000; row++) {
      chain.formula("A" + row, "A" + (row - 1) + "+1", null);
      expected.set("A" + row, row);
    }

    assertThat(passes(expected, chain)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"WEBSERVICE(\"http://localhost/\")", "A5000"})
  void saysWhichFormulaItCannotCalculate(String formula) throws IOException {
    Book candidate = new Book();
    for (int row = 2; formula.equals("A5000") && row <= 5_000; row++) {
      candidate.formula("A" + row, "A" + (row - 1) + "+1", null);
    }
    candidate.formula("B1", formula, null);

    Judged judged = by(new Book().set("B1", 5)).label("evaluator.range", "B1");
    assertThat(judge(judged, candidate).explanation())
        .contains("'Sheet1'!B1")
        .contains("a formula without a stored result, which cannot be calculated here");
  }

  @Test
  void stopsCalculatingAWorkbookThatWouldTakeForever() throws IOException {
    Book candidate = new Book();
    for (int row = 1; row <= 3_500; row++) {
      candidate.formula("B" + row, "SUM(C$1:C$3500)+" + row, null).set("C" + row, 1);
    }

    // The results of B1:B3499 take up what may be read, so that none is left for B3500.
    Judged judged = by(new Book().set("B3500", 7_000)).label("evaluator.range", "B3500");
    assertThat(judge(judged, candidate).passed()).isTrue();
    Judged all = by(new Book().set("B3500", 7_000)).label("evaluator.range", "B1:B3500");
    assertThat(judge(all, candidate).score()).isZero();
  }

  @Test
  void rejectsAReferenceWhoseFormulasHaveNoResult() throws IOException {
    Book reference = new Book().formula("B1", "WEBSERVICE(\"x\")", null);

    assertThatThrownBy(() -> by(reference).evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("'Sheet1'!B1")
        .hasMessageContaining("calculated values");
  }

  @Test
  void readsTheFirstCellOfAMergedRange() throws IOException {
    Book merged = new Book().set("A1", "x").merge("A1:C1");

    assertThat(passes(new Book().set("A1", "x"), merged)).isTrue();
  }

  @Test
  void comparesColoursWhenTheTaskChangedNothingElse() throws IOException {
    Book plain = new Book().set("A1", "x").set("A2", "y");
    Book marked = new Book().set("A1", "x").set("A2", "y").fill("A2", IndexedColors.YELLOW);
    Judged judged = by(marked).artifact("in.xlsx", ArtifactRole.INPUT, plain.bytes());

    assertThat(judge(judged, marked).passed()).isTrue();
    assertThat(judge(judged, plain).explanation())
        .contains("'Sheet1'!A2 does not have the right colours");
    assertThat(judged.evaluator().accepts()).contains("colours");
    assertThat(passes(marked, plain)).isTrue();
    assertThat(judge(judged.label("evaluator.styles", "ignore"), plain).passed()).isTrue();
  }

  @Test
  void comparesColoursOfEmptyCellsAndTextWhenTold() throws IOException {
    Book filled = new Book().fill("B7", IndexedColors.RED);
    Book red = new Book().set("A1", "x").color("A1", IndexedColors.RED);

    assertThat(judge(by(filled).label("evaluator.styles", "compare"), new Book()).passed())
        .isFalse();
    assertThat(
            judge(by(red).label("evaluator.styles", "compare"), new Book().set("A1", "x"))
                .explanation())
        .contains("'Sheet1'!A1 does not have the right colours");
  }

  @Test
  void comparesNumberFormatsWhenTold() throws IOException {
    Book percent = new Book().number("A1", 0.5, "0%");
    Book plain = new Book().number("A1", 0.5, "0.00");

    assertThat(passes(percent, plain)).isTrue();
    assertThat(judge(by(percent).label("evaluator.number-formats", "compare"), plain).explanation())
        .contains("number format");
  }

  @Test
  void readsTheOldFormatToo() throws IOException {
    Book old = new Book(new HSSFWorkbook()).set("A1", 1).set("A2", "x");
    old.fill("A2", IndexedColors.YELLOW).color("A2", IndexedColors.RED).formula("B1", "A1+1", "2");
    Book reference = new Book().set("A1", 1).set("A2", "x").set("B1", 2);
    reference.fill("A2", IndexedColors.YELLOW).color("A2", IndexedColors.RED);

    assertThat(judge(by(reference), old)).isEqualTo(Verdict.pass());
  }

  @Test
  void saysWhyACandidateCannotBeRead() throws IOException {
    Judged judged = by(new Book().set("A1", 1));
    byte[] whole = new Book().set("A1", 1).bytes();
    byte[] truncated = java.util.Arrays.copyOf(whole, whole.length / 2);

    assertThat(judge(judged, new byte[0]).explanation()).contains("cannot be read");
    assertThat(judge(judged, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)).explanation())
        .contains("cannot be read");
    assertThat(judge(judged, truncated).explanation()).contains("damaged");
    assertThat(
            judged
                .evaluator()
                .evaluate(new Candidate.File(directory.resolve("none.xlsx")))
                .explanation())
        .contains("no such file");
    assertThat(judged.of("1").explanation()).contains("workbook file is needed");
  }

  @Test
  void rejectsAReferenceThatCannotBeRead() {
    assertThatThrownBy(() -> Judged.byWorkbook(new byte[] {1, 2, 3}).evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("reference workbook cannot be used");
  }

  @Test
  void wantsOneReference() throws IOException {
    Judged judged = by(new Book()).artifact("b.xlsx", ArtifactRole.REFERENCE, new Book().bytes());

    assertThatThrownBy(judged::evaluator)
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("more than one");
  }
}
