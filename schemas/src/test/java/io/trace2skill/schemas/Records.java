// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import io.trace2skill.avro.Agent;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.ExpectedAction;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.ToolCall;
import io.trace2skill.avro.Trajectory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records that use every part of the contract. */
final class Records {

  private Records() {}

  static Trajectory trajectory() {
    return Trajectory.newBuilder()
        .setTrajectoryId("t-1")
        .setSkill("spreadsheet")
        .setSkillVersion(3L)
        .setTask(new Task("task-1", "Sum the column – as a formula ✓"))
        .setAgent(new Agent("agent", "2", "model"))
        .setStartedAt(Instant.ofEpochMilli(1_000))
        .setEndedAt(Instant.ofEpochMilli(2_000))
        .setSteps(List.of(userStep(), assistantStep(), toolStep()))
        .setOutcome(new Outcome(OutcomeStatus.FAILURE, 0.25, "judge", List.of("C5 is wrong")))
        .setExpectedActions(List.of(new ExpectedAction("save", "{\"path\":\"out.xlsx\"}")))
        .setActionsAreExpected(true)
        .setReferenceAnswer("42")
        .setArtifacts(List.of(inlineArtifact(), remoteArtifact()))
        .setLabels(Map.of("team", "finance"))
        .setSource(new Source("trace2skill", "runs.jsonl", 7L))
        .build();
  }

  private static Step userStep() {
    return Step.newBuilder()
        .setRole(Role.USER)
        .setContent(
            List.of(
                new ContentPart("look at this", null, null, null),
                new ContentPart(null, "image/png", ByteBuffer.wrap(new byte[] {1, 2, 3}), null),
                new ContentPart(null, "image/jpeg", null, "https://example.org/a.jpg")))
        .build();
  }

  private static Step assistantStep() {
    return Step.newBuilder()
        .setRole(Role.ASSISTANT)
        .setReasoning("think")
        .setToolCalls(List.of(new ToolCall("c1", "python", "{\"code\": \"not json")))
        .build();
  }

  private static Step toolStep() {
    return Step.newBuilder()
        .setRole(Role.TOOL)
        .setToolCallId("c1")
        .setToolName("python")
        .setToolError(true)
        .setExitCode(1)
        .setContent(List.of(new ContentPart("KeyError", null, null, null)))
        .build();
  }

  private static Artifact inlineArtifact() {
    return new Artifact(
        "in.xlsx",
        ArtifactRole.INPUT,
        "application/zip",
        ByteBuffer.wrap(new byte[] {9}),
        null,
        "");
  }

  private static Artifact remoteArtifact() {
    return new Artifact(
        "out.xlsx", ArtifactRole.OUTPUT, null, null, "s3://bucket/out.xlsx", "00ff");
  }
}
