// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs of an agent that never were, of about 4 kB. */
final class SyntheticRuns {

  private static final List<String> WORDS =
      List.of(
          "invoice",
          "ledger",
          "region",
          "budget",
          "contract",
          "payment",
          "account",
          "quarter",
          "forecast",
          "supplier",
          "discount",
          "currency",
          "shipment",
          "customer",
          "warehouse");
  private static final int STEPS = 10;
  private static final int WORDS_OF_A_STEP = 50;

  private final Random random;

  SyntheticRuns(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the next run. */
  Trajectory next(String id, String skill, Instant ended) {
    boolean failed = random.nextInt(2) == 0;
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(step(i % 2 == 0 ? Role.USER : Role.ASSISTANT, id));
    }
    return Trajectory.newBuilder()
        .setTrajectoryId(id)
        .setSkill(skill)
        .setTask(new Task("task-" + id, "Sum up the figures of " + id + "."))
        .setAgent(new Agent())
        .setEndedAt(ended)
        .setSteps(steps)
        .setOutcome(
            new Outcome(
                failed ? OutcomeStatus.FAILURE : OutcomeStatus.SUCCESS,
                null,
                null,
                failed ? List.of("The total is wrong.") : List.of()))
        .setSource(new Source())
        .build();
  }

  private Step step(Role role, String id) {
    StringBuilder text = new StringBuilder(id);
    for (int i = 0; i < WORDS_OF_A_STEP; i++) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return Step.newBuilder()
        .setRole(role)
        .setContent(List.of(new ContentPart(text.toString(), null, null, null)))
        .build();
  }
}
