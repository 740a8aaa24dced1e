// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.avro.Agent;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.ExpectedAction;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.Trajectory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A failed trajectory with the reference and labels that a test gives it. */
final class Judged {

  private final Map<String, String> labels = new HashMap<>();
  private final List<Artifact> artifacts = new ArrayList<>();
  private final Trajectory.Builder builder =
      Trajectory.newBuilder()
          .setTrajectoryId("t-1")
          .setSkill("my-skill")
          .setTask(new Task())
          .setAgent(new Agent())
          .setOutcome(new Outcome(OutcomeStatus.FAILURE, null, null, List.of()))
          .setSource(new Source());

  static Judged by(String referenceAnswer) {
    Judged judged = new Judged();
    judged.builder.setReferenceAnswer(referenceAnswer);
    return judged;
  }

  static Judged byNothing() {
    return new Judged();
  }

  static Judged byActions(ExpectedAction... actions) {
    Judged judged = new Judged();
    judged.builder.setExpectedActions(List.of(actions)).setActionsAreExpected(true);
    return judged;
  }

  static Judged byWorkbook(byte[] workbook) {
    return new Judged().artifact("out.xlsx", ArtifactRole.REFERENCE, workbook);
  }

  Judged artifact(String name, ArtifactRole role, byte[] data) {
    artifacts.add(
        Artifact.newBuilder().setName(name).setRole(role).setData(ByteBuffer.wrap(data)).build());
    return this;
  }

  Judged label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  Trajectory trajectory() {
    return builder.setLabels(labels).setArtifacts(artifacts).build();
  }

  Evaluator evaluator() {
    return Evaluators.of(trajectory()).orElseThrow();
  }

  Verdict of(String text) {
    return evaluator().evaluate(new Candidate.Text(text));
  }
}
