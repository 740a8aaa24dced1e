// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.analyst.evaluate.Candidate.Action;
import io.trace2skill.avro.ExpectedAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCallEvaluatorTest {

  private static final ExpectedAction CANCEL =
      new ExpectedAction("cancel", "{\"id\": \"R1\", \"amount\": 10}");
  private static final ExpectedAction BOOK = new ExpectedAction("book", "{\"id\": \"R2\"}");

  private static final Action CANCEL_MADE =
      new Action("cancel", "{\"amount\": 10.0, \"id\": \"R1\"}");
  private static final Action BOOK_MADE = new Action("book", "{\"id\": \"R2\"}");

  private static Verdict judge(Judged judged, Action... made) {
    return judged.evaluator().evaluate(new Candidate.Actions(List.of(made)));
  }

  @Test
  void passesTheExpectedCallsInAnyOrder() {
    assertThat(judge(Judged.byActions(CANCEL, BOOK), BOOK_MADE, CANCEL_MADE))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void wantsTheOrderWhenTold() {
    Judged strict = Judged.byActions(CANCEL, BOOK).label("evaluator.order", "strict");

    assertThat(judge(strict, CANCEL_MADE, BOOK_MADE).passed()).isTrue();
    assertThat(judge(strict, BOOK_MADE, CANCEL_MADE).explanation()).contains("out of order");
  }

  @Test
  void namesTheCallAndTheArgumentThatAreWrong() {
    Verdict verdict =
        judge(Judged.byActions(CANCEL), new Action("cancel", "{\"id\":\"R1\",\"amount\":3}"));

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.explanation())
        .contains("call 1 (cancel)", "/amount differs")
        .doesNotContain("10");
  }

  @Test
  void countsMissingCallsWithoutNamingThem() {
    Verdict verdict = judge(Judged.byActions(CANCEL, BOOK), CANCEL_MADE);

    assertThat(verdict.explanation())
        .contains("1 of the expected calls is missing")
        .doesNotContain("book");
    assertThat(verdict.score()).isEqualTo(0.5);
  }

  @Test
  void failsACallTooMany() {
    assertThat(judge(Judged.byActions(CANCEL), CANCEL_MADE, CANCEL_MADE).explanation())
        .contains("call 2 (cancel)", "once too often");
    assertThat(judge(Judged.byActions(), BOOK_MADE).explanation()).contains("is not expected");
    assertThat(judge(Judged.byActions()).passed()).isTrue();
  }

  @Test
  void allowsMoreCallsAndArgumentsWhenTold() {
    Judged lenient =
        Judged.byActions(CANCEL)
            .label("evaluator.extra-calls", "allow")
            .label("evaluator.extra-arguments", "allow");
    Action more = new Action("cancel", "{\"id\":\"R1\",\"amount\":10,\"note\":\"x\"}");

    assertThat(judge(lenient, BOOK_MADE, more).passed()).isTrue();
    assertThat(judge(Judged.byActions(CANCEL), more).explanation()).contains("/note");
  }

  @Test
  void pairsAmbiguousCallsSoThatAllAreFound() {
    Judged judged =
        Judged.byActions(
                new ExpectedAction("t", "{\"a\":1}"), new ExpectedAction("t", "{\"a\":1,\"b\":2}"))
            .label("evaluator.extra-arguments", "allow");

    assertThat(
            judge(judged, new Action("t", "{\"a\":1,\"b\":2}"), new Action("t", "{\"a\":1}"))
                .passed())
        .isTrue();
  }

  @Test
  void readsCallsWrittenAsJson() {
    Judged judged = Judged.byActions(CANCEL, new ExpectedAction("list", ""));

    assertThat(
            judged
                .of(
                    "[{\"name\":\"cancel\",\"arguments\":{\"id\":\"R1\",\"amount\":10}},"
                        + "{\"name\":\"list\"}]")
                .passed())
        .isTrue();
    assertThat(judged.of("[{\"tool\":\"cancel\"}]").explanation()).contains("not a JSON array");
    assertThat(judged.of("cancel R1").explanation()).contains("not a JSON array");
  }

  @Test
  void saysWhichCallHasArgumentsThatAreNoObject() {
    assertThat(judge(Judged.byActions(CANCEL), new Action("cancel", "{oops")).explanation())
        .contains("call 1 (cancel)", "not a JSON object");
  }

  @Test
  void rejectsExpectedArgumentsThatAreNoObject() {
    assertThatThrownBy(() -> Judged.byActions(new ExpectedAction("t", "[1]")).evaluator())
        .isInstanceOf(EvaluatorException.class)
        .hasMessageContaining("expectedActions");
  }
}
