// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.avro.Agent;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.Trajectory;
import java.time.Instant;
import java.util.List;

/** Small trajectories. */
final class Trajectories {

  static final String SKILL = "my-skill";
  static final Instant ENDED = Instant.parse("2026-11-20T10:00:07Z");

  private Trajectories() {}

  static Trajectory failure(String id) {
    return builder(id, OutcomeStatus.FAILURE).build();
  }

  static Trajectory with(String id, OutcomeStatus outcome) {
    return builder(id, outcome).build();
  }

  static Trajectory.Builder builder(String id, OutcomeStatus outcome) {
    ContentPart text = new ContentPart("hello", null, null, null);
    return Trajectory.newBuilder()
        .setTrajectoryId(id)
        .setSkill(SKILL)
        .setTask(new Task())
        .setAgent(new Agent())
        .setEndedAt(ENDED)
        .setSteps(List.of(Step.newBuilder().setRole(Role.USER).setContent(List.of(text)).build()))
        .setOutcome(new Outcome(outcome, null, null, List.of()))
        .setSource(new Source());
  }
}
