// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import org.junit.jupiter.api.Test;

final class VerificationRuleTest {

  private final Rule rule = new VerificationRule();

  @Test
  void findsAFileThatWasSavedAndNotReadAgain() {
    Run run =
        Run.failed().code("wb = load_workbook('a.xlsx')\nwb['S']['A1'] = 1\nwb.save('b.xlsx')", "");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground())
                  .isEqualTo(new Ground("missing-verification", "saved file"));
              assertThat(lesson.why()).contains("`save`");
            });
  }

  @Test
  void isContentWithAReadInTheSameCodeOrInALaterCall() {
    String write = "df.to_excel('b.xlsx')";
    assertThat(rule.mine(Run.failed().code(write + "\nload_workbook('b.xlsx')", "").view()))
        .isEmpty();
    assertThat(rule.mine(Run.failed().code(write, "").code("pd.read_excel('b.xlsx')", "1").view()))
        .isEmpty();
  }

  @Test
  void doesNotCountAReadThatFailed() {
    Run run =
        Run.failed()
            .code("wb.save('b.xlsx')", "")
            .call("python", "{\"code\":\"load_workbook('c.xlsx')\"}", "KeyError: 'x'", 1);

    assertThat(rule.mine(run.view())).hasSize(1);
  }

  @Test
  void findsAnAcknowledgedChangeWhoseResultWasNotLookedAt() {
    Run run = Run.failed().call("get_order", "{}", "{\"id\":1}").call("update_order", "{}", "OK");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground())
                  .isEqualTo(new Ground("missing-verification", "update_order"));
              assertThat(lesson.why()).contains("`get_order`");
            });
  }

  @Test
  void isContentWhenTheAnswerShowsTheResultOrItWasLookedAtOrCannotBe() {
    String order = "{\"id\":1,\"status\":\"changed\",\"items\":[\"" + "x".repeat(60) + "\"]}";
    Run shown = Run.failed().call("get_order", "{}", order).call("update_order", "{}", order);
    Run lookedAt = Run.failed().call("update_order", "{}", "OK").call("get_order", "{}", order);
    Run noReader = Run.failed().call("get_user", "{}", "{}").call("send_mail", "{}", "OK");

    assertThat(rule.mine(shown.view())).isEmpty();
    assertThat(rule.mine(lookedAt.view())).isEmpty();
    assertThat(rule.mine(noReader.view())).isEmpty();
  }

  @Test
  void learnsNothingFromARunThatSucceeded() {
    assertThat(rule.mine(Run.succeeded().code("wb.save('b.xlsx')", "").view())).isEmpty();
  }
}
