// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.analyst.importer.ImportResult.Skipped.Kind;
import io.trace2skill.avro.Trajectory;
import org.junit.jupiter.api.Test;

class ImportIdentityTest {

  @Test
  void readingTheSameInputAgainGivesTheSameIds() {
    String input = list("one") + "\n" + list("two") + "\n";

    assertThat(Imports.of(input).trajectories())
        .isEqualTo(Imports.of(input).trajectories())
        .extracting(Trajectory::getTrajectoryId)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("trajectory-[0-9a-f]{16}"));
  }

  @Test
  void anIdDependsOnTheContentAndNotOnItsLayout() {
    String id = Imports.of(list("one")).only().getTrajectoryId();

    assertThat(Imports.of("\r\n[ {\"role\" : \"user\",\n \"content\":\"one\"} ]\r\n").only())
        .returns(id, Trajectory::getTrajectoryId);
    assertThat(Imports.of(list("other")).only().getTrajectoryId()).isNotEqualTo(id);
  }

  @Test
  void aTaskWithoutTrialIsNoIdentityButShowsInTheId() {
    Imports runs =
        Imports.of(
            "{\"task_id\":3,\"messages\":"
                + list("a")
                + "}\n"
                + "{\"task_id\":3,\"messages\":"
                + list("b")
                + "}\n");

    assertThat(runs.trajectories())
        .hasSize(2)
        .allMatch(run -> run.getTrajectoryId().matches("task-3-[0-9a-f]{16}"));
  }

  @Test
  void theSameTrajectoryAgainIsSkippedAsADuplicate() {
    Imports runs = Imports.of(list("one") + "\n" + list("one") + "\n");

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.skipped()).singleElement().returns(Kind.DUPLICATE, s -> s.kind());
    assertThat(runs.skipped().get(0).origin()).hasToString("-:2");
  }

  @Test
  void anotherTrajectoryWithTheSameIdIsRejected() {
    Imports runs =
        Imports.of(
            "{\"id\":\"x\",\"messages\":"
                + list("a")
                + "}\n"
                + "{\"id\":\"x\",\"messages\":"
                + list("b")
                + "}\n");

    assertThat(runs.trajectories()).hasSize(1);
    assertThat(runs.rejected())
        .singleElement()
        .returns(RejectCause.CONFLICTING_ID, r -> r.cause())
        .returns(
            "another trajectory with the id 'x' was read before; give each run an id of its own",
            r -> r.reason());
  }

  @Test
  void theSkillOfTheRecordComesBeforeTheOneThatIsAskedForAndIsChecked() {
    assertThat(Imports.of("{\"skill\":\"own\",\"messages\":" + list("a") + "}").only().getSkill())
        .isEqualTo("own");
    assertThat(
            Imports.of("{\"skill\":\"../etc\",\"messages\":" + list("a") + "}")
                .onlyRejected()
                .reason())
        .contains("lower-case letters, digits and single hyphens");
  }

  private static String list(String text) {
    return "[{\"role\":\"user\",\"content\":\"" + text + "\"}]";
  }
}
