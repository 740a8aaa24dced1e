// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.avro.Step;
import io.trace2skill.avro.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallReaderTest {

  @Test
  void pairsAnswersWithCallsByTheirIds() {
    List<Step> steps = asked("c0", "c1");
    steps.add(Run.answer("c1", "look", "second", null));
    steps.add(Run.answer("c0", "look", "first", null));

    assertThat(CallReader.read(steps))
        .extracting(call -> call.answer().orElse(""))
        .containsExactly("first", "second");
  }

  @Test
  void givesAnAnswerWithoutAnIdToTheOldestCallThatWaits() {
    List<Step> steps = asked("c0", "c1");
    steps.add(Run.answer(null, "look", "first", null));
    steps.add(Run.answer(null, null, "second", null));

    assertThat(CallReader.read(steps))
        .extracting(call -> call.answer().orElse(""))
        .containsExactly("first", "second");
  }

  @Test
  void keepsAnErrorThatNoCallBelongsTo() {
    List<Step> steps = List.of(Run.answer("c9", "look", "Error: no", null));

    assertThat(CallReader.read(steps))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.tool()).isEqualTo("look");
              assertThat(call.failed()).isTrue();
            });
  }

  @Test
  void aCallWithoutAnAnswerHasNeitherFailedNorSucceeded() {
    Trajectory run = Run.failed().unanswered("look", "{}").trajectory();

    assertThat(CallReader.read(run.getSteps())).noneMatch(Call::failed).noneMatch(Call::succeeded);
  }

  private static List<Step> asked(String... ids) {
    Run run = Run.failed();
    for (String id : ids) {
      run.unanswered("look", "{\"for\":\"" + id + "\"}");
    }
    return new ArrayList<>(run.trajectory().getSteps());
  }
}
