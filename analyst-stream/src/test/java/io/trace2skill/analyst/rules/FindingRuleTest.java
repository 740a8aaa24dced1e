// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            .finding("row 5: empty cell");

    assertThat(rule.mine(run.view()))
        .extracting(lesson -> lesson.ground().signature())
        .containsExactly("wrong sum in <id>", "wrong sum in <id>", "empty cell");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sales!B2: expected Printer paper, found nothing | expected <value>, found nothing",
        "Sales!B2: expected nothing, found Commission | expected nothing, found <value>",
        "Sales!B2: expected 3, but got 4.5 | expected <value>, but got <value>",
        "number format should be 0.00, found General | number format should be <value>, found <value>",
        "By Region: the sheet is missing | the sheet is missing",
        "By Region!C4: bold lost | bold lost",
        "in C4: bold lost | bold lost",
        "no cached value: the formula was never calculated | no cached value: the formula was never calculated",
        "KeyError: no column | keyerror: no column",
        "the rows were expected in order | the rows were expected in order",
      })
  void leavesOutWhereAndWithWhichValuesItWasFound(String finding, String signature) {
    assertThat(rule.mine(Run.failed().finding(finding).view()).get(0).ground().signature())
        .isEqualTo(signature);
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
