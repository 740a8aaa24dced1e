// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import org.junit.jupiter.api.Test;

final class FindingRuleTest {

  private final Rule rule = new FindingRule();

  @Test
  void namesTheLastWriteBesideTheFinding() {
    Run run =
        Run.failed()
            .code("wb.save('x')", "")
            .code("df.to_excel('x')", "")
            .call("python", "{\"code\":\"wb.save('x')\"}", "ValueError: no", 1)
            .finding("Orders!E2: formula replaced by a constant");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground())
                  .isEqualTo(new Ground("finding", "formula replaced by a constant"));
              assertThat(lesson.title())
                  .isEqualTo(
                      "Make sure that the check will not find `formula replaced by a constant`");
              assertThat(lesson.why())
                  .startsWith("In failed runs it did in what `to_excel` wrote.");
            });
  }

  @Test
  void findingsThatDifferInTheirPlacesOnlyAreOne() {
    Run run =
        Run.failed()
            .finding("wrong sum in C5, C6 and C7")
            .finding("Wrong sum in D9")
            .finding("at row 5: empty cell");

    assertThat(rule.mine(run.view()))
        .extracting(lesson -> lesson.ground().signature())
        .containsExactly("wrong sum in <id>", "wrong sum in <id>", "empty cell");
  }

  @Test
  void needsNoWrite() {
    assertThat(rule.mine(Run.failed().finding("the answer is empty").view()).get(0).why())
        .isEqualTo("In failed runs it did. Look for it in your result before you finish.");
  }

  @Test
  void learnsNothingFromRemarksOnARunThatSucceeded() {
    assertThat(rule.mine(Run.succeeded().finding("could be shorter").view())).isEmpty();
  }
}
