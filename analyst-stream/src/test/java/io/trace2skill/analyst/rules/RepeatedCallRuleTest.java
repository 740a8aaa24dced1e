// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.patch.Ground;
import org.junit.jupiter.api.Test;

final class RepeatedCallRuleTest {

  private final Rule rule = new RepeatedCallRule();

  @Test
  void findsAFailingCallThatWasRepeatedUnchanged() {
    Run run =
        Run.failed()
            .call("book", "{\"a\":1,\"b\":2}", "Error: no")
            .call("look", "{}", "fine")
            .call("book", "{\"b\":2.0, \"a\":1}", "Error: no");

    assertThat(rule.mine(run.view()))
        .singleElement()
        .satisfies(
            lesson -> {
              assertThat(lesson.ground()).isEqualTo(new Ground("repeated-call", "book"));
              assertThat(lesson.title())
                  .isEqualTo("Change something before you call `book` again after an error");
            });
  }

  @Test
  void comparesArgumentsThatAreNoJsonAsTheyAreWritten() {
    Run run = Run.failed().call("sh", "ls x", "Error: no").call("sh", "ls x", "Error: no");

    assertThat(rule.mine(run.view())).hasSize(1);
  }

  @Test
  void allowsAnotherAttemptThatDiffersOrThatWorked() {
    Run run =
        Run.failed()
            .call("book", "{\"a\":1}", "Error: no")
            .call("book", "{\"a\":2}", "Error: no")
            .call("book", "{\"a\":1}", "fine")
            .call("other", "{\"a\":1}", "Error: no");

    assertThat(rule.mine(run.view())).isEmpty();
  }

  @Test
  void allowsToRepeatWhatMayPass() {
    Run run =
        Run.failed()
            .call("get", "{}", "Error: request timed out")
            .call("get", "{}", "Error: request timed out");

    assertThat(rule.mine(run.view())).isEmpty();
  }

  @Test
  void learnsNothingFromARunThatSucceeded() {
    Run run = Run.succeeded().call("book", "{}", "Error: no").call("book", "{}", "Error: no");

    assertThat(rule.mine(run.view())).isEmpty();
  }
}
