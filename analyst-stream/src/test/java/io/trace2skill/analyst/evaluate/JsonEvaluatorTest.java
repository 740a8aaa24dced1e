// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonEvaluatorTest {

  private static final String ORDER =
      "{\"id\": 7, \"total\": 12.50, \"lines\": [{\"n\": 1}, {\"n\": 2}]}";

  @Test
  void comparesByValueWhateverTheOrderOfKeys() {
    Verdict verdict =
        Judged.by(ORDER).of("{\"lines\":[{\"n\":1.0},{\"n\":2}],\"total\":12.5,\"id\":7}");

    assertThat(verdict).isEqualTo(Verdict.pass());
  }

  @Test
  void readsAFencedCandidate() {
    assertThat(Judged.by(ORDER).of("```json\n" + ORDER + "\n```\n").passed()).isTrue();
  }

  @Test
  void saysWhereItDiffersAndNotWhatIsExpected() {
    Verdict verdict =
        Judged.by("{\"a\": {\"secret\": 1, \"b/c\": [1, 5150]}}")
            .of("{\"a\": {\"b/c\": [1, 6], \"other\": 3}, \"more\": 1}");

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.explanation())
        .contains("/a/b~1c/1 differs", "/a lacks 1 field", "/a/other", "/more")
        .doesNotContain("5150", "secret");
  }

  @Test
  void tellsTypesApart() {
    assertThat(Judged.by("{\"a\": 1}").of("{\"a\": \"1\"}").explanation())
        .contains("/a has another type");
    assertThat(Judged.by("{\"a\": null}").of("{}").passed()).isFalse();
    assertThat(Judged.by("{\"a\": true}").of("{\"a\": false}").passed()).isFalse();
  }

  @Test
  void ordersArraysUnlessTold() {
    assertThat(Judged.by("[1, 2, 2]").of("[2, 1, 2]").passed()).isFalse();

    Judged unordered = Judged.by("[1, 2, 2]").label("evaluator.arrays", "unordered");
    assertThat(unordered.of("[2, 1, 2]").passed()).isTrue();
    assertThat(unordered.of("[2, 1, 1]").explanation()).contains("no equal in the reference");
    assertThat(unordered.of("[2, 1]").explanation()).contains("too few");
  }

  @Test
  void pairsUnorderedNumbersSoThatAllFindAPartner() {
    Judged judged =
        Judged.by("[1.0, 2.0]")
            .label("evaluator.arrays", "unordered")
            .label("evaluator.absolute-tolerance", "1");

    assertThat(judged.of("[2.0, 3.0]").passed()).isTrue();
  }

  @Test
  void obeysTheTolerance() {
    Judged judged = Judged.by("{\"a\": 100}").label("evaluator.tolerance", "0.01");

    assertThat(judged.of("{\"a\": 100.9}").passed()).isTrue();
    assertThat(judged.of("{\"a\": 101.1}").passed()).isFalse();
  }

  @Test
  void failsWhatIsNotOneJsonValue() {
    for (String text : new String[] {"", "{", "{} {}", "{\"a\":1,\"a\":2}", "Sure: {}"}) {
      assertThat(Judged.by("{}").of(text).explanation()).contains("not exactly one valid JSON");
    }
    assertThat(Judged.by("{}").of("[".repeat(100_000)).passed()).isFalse();
  }

  @Test
  void endsSoonOnValuesMadeToTakeLong() {
    String many = "[" + "1,".repeat(5_000) + "1]";
    Judged judged = Judged.by(many).label("evaluator.arrays", "unordered");

    assertThat(judged.of(many).explanation()).contains("too many elements");
  }

  @Test
  void rejectsAReferenceThatIsNotJson() {
    assertThatThrownBy(() -> Judged.by("{").label("evaluator", "json").evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("not one JSON value");
  }
}
