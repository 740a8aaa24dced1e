// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import org.junit.jupiter.api.Test;

final class ExpectedActionRuleTest {

  private final Rule rule = new ExpectedActionRule();

  @Test
  void findsAChangeThatWasNeverMadeSuccessfully() {
    Run run =
        Run.failed()
            .call("cancel_order", "{\"id\":1}", "Error: no")
            .expects("cancel_order", "{\"id\":1}");

    assertThat(rule.mine(run.view()))
        .extracting(Lesson::ground)
        .containsExactly(new Ground("missing-action", "cancel_order"));
  }

  @Test
  void findsAChangeThatWasNotDue() {
    Run run = Run.failed().call("cancel_order", "{\"id\":1}", "done").expectsNothingElse();

    assertThat(rule.mine(run.view()))
        .extracting(Lesson::ground)
        .containsExactly(new Ground("unexpected-action", "cancel_order"));
  }

  @Test
  void namesTheArgumentsThatWereWrongAndNoValues() {
    Run run =
        Run.failed()
            .call("update_order", "{\"id\":1,\"colour\":\"red\",\"size\":4}", "done")
            .expects("update_order", "{\"id\":1,\"colour\":\"blue\",\"size\":4.0}");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground()).isEqualTo(new Ground("wrong-arguments", "update_order"));
              assertThat(lesson.why())
                  .endsWith("What was wrong most often: `colour`.")
                  .doesNotContain("red", "blue", "size");
            });
  }

  @Test
  void pairsEachExpectedChangeWithTheClosestOne() {
    Run run =
        Run.failed()
            .call("update_order", "{\"id\":9,\"colour\":\"red\"}", "done")
            .call("update_order", "{\"id\":1,\"colour\":\"red\"}", "done")
            .call("update_order", "{\"id\":2,\"colour\":\"red\"}", "done")
            .expects("update_order", "{\"id\":1,\"colour\":\"red\"}")
            .expects("update_order", "{\"id\":2,\"colour\":\"blue\"}");

    assertThat(rule.mine(run.view()))
        .satisfiesExactly(
            wrong -> assertThat(wrong.why()).endsWith("most often: `colour`."),
            extra -> assertThat(extra.ground().kind()).isEqualTo("unexpected-action"));
  }

  @Test
  void doesNotCountLookingThingsUp() {
    Run run =
        Run.failed()
            .call("get_order", "{\"id\":1}", "{}")
            .expects("search_order", "{}")
            .expects("calculate", "{}");

    assertThat(rule.mine(run.view())).isEmpty();
  }

  @Test
  void saysNothingWhenNobodySaidWhatWasExpectedOrTheRunSucceeded() {
    assertThat(rule.mine(Run.failed().call("cancel_order", "{}", "done").view())).isEmpty();
    assertThat(
            rule.mine(
                Run.succeeded().call("cancel_order", "{}", "done").expectsNothingElse().view()))
        .isEmpty();
  }
}
