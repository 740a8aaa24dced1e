// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import org.junit.jupiter.api.Test;

final class ProcedureRuleTest {

  private final Rule rule = new ProcedureRule();

  @Test
  void tellsWhatWasLookedAtBeforeAChange() {
    Run run =
        Run.succeeded()
            .call("get_user", "{}", "{}")
            .call("think", "{}", "")
            .call("get_order", "{\"id\":1}", "{}")
            .call("get_user", "{}", "{}")
            .call("search_item", "{}", "Error: no")
            .call("cancel_order", "{}", "done");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground()).isEqualTo(new Ground("procedure", "cancel_order"));
              assertThat(lesson.title())
                  .isEqualTo(
                      "Before `cancel_order`, look things up with `get_user`, then `get_order`");
            });
  }

  @Test
  void tellsHowAFileWasReadWrittenAndChecked() {
    Run run =
        Run.succeeded()
            .code("wb = load_workbook('a.xlsx')\nprint(wb.sheetnames)", "")
            .code("wb.save('draft.xlsx')", "")
            .call("bash", "{\"command\":\"soffice --convert-to xlsx draft.xlsx\"}", "", 0)
            .code("load_workbook('draft.xlsx')", "");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground()).isEqualTo(new Ground("procedure", "file save soffice"));
              assertThat(lesson.title())
                  .isEqualTo(
                      "When you change a file, read it with `load_workbook`, write with `save`, then"
                          + " `soffice`, and check with `load_workbook`");
            });
  }

  @Test
  void hasNothingToTellAboutAChangeThatNothingCameBefore() {
    Run run = Run.succeeded().call("cancel_order", "{}", "done").code("wb.save('x')", "");

    assertThat(rule.mine(run.view())).isEmpty();
  }

  @Test
  void learnsNoProcedureFromARunThatFailed() {
    Run run = Run.failed().call("get_order", "{}", "{}").call("cancel_order", "{}", "done");

    assertThat(rule.mine(run.view())).isEmpty();
  }
}
