// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds trajectories, step by step. */
public final class Runs {

  private final OutcomeStatus status;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private final List<Artifact> artifacts = new ArrayList<>();
  private final List<ExpectedAction> expected = new ArrayList<>();
  private String id = "run-4711";
  private @Nullable String task;
  private @Nullable String taskId;
  private @Nullable String reference;

  private Runs(OutcomeStatus status) {
    this.status = status;
  }

  public static Runs failed() {
    return new Runs(OutcomeStatus.FAILURE);
  }

  public static Runs succeeded() {
    return new Runs(OutcomeStatus.SUCCESS);
  }

  public static Runs unknown() {
    return new Runs(OutcomeStatus.UNKNOWN);
  }

  public Runs id(String trajectoryId) {
    id = trajectoryId;
    return this;
  }

  public Runs task(String instruction) {
    task = instruction;
    return this;
  }

  public Runs taskId(String identity) {
    taskId = identity;
    return this;
  }

  public Runs reference(String answer) {
    reference = answer;
    return this;
  }

  public Runs finding(String finding) {
    findings.add(finding);
    return this;
  }

  public Runs expects(String tool, String arguments) {
    expected.add(new ExpectedAction(tool, arguments));
    return this;
  }

  public Runs artifact(String name, ArtifactRole role, byte[] data) {
    artifacts.add(new Artifact(name, role, null, ByteBuffer.wrap(data), null, null));
    return this;
  }

  public Runs artifact(String name, ArtifactRole role, String data) {
    return artifact(name, role, data.getBytes(UTF_8));
  }

  public Runs user(String text) {
    return step(Role.USER, text(text));
  }

  public Runs assistant(String text) {
    return step(Role.ASSISTANT, text(text));
  }

  public Runs image(String mediaType, byte[] data) {
    return step(Role.USER, new ContentPart(null, mediaType, ByteBuffer.wrap(data), null));
  }

  public Runs imageAt(String mediaType, String uri) {
    return step(Role.USER, new ContentPart(null, mediaType, null, uri));
  }

  public Runs call(String tool, String arguments, String result) {
    return call(tool, arguments, result, null);
  }

  public Runs call(String tool, String arguments, String result, @Nullable Integer exitCode) {
    String call = "c" + steps.size();
    steps.add(
        Step.newBuilder()
            .setRole(Role.ASSISTANT)
            .setToolCalls(List.of(new ToolCall(call, tool, arguments)))
            .build());
    steps.add(
        Step.newBuilder()
            .setRole(Role.TOOL)
            .setContent(List.of(text(result)))
            .setToolCallId(call)
            .setToolName(tool)
            .setExitCode(exitCode)
            .build());
    return this;
  }

  private Runs step(Role role, ContentPart part) {
    steps.add(Step.newBuilder().setRole(role).setContent(List.of(part)).build());
    return this;
  }

  private static ContentPart text(String text) {
    return new ContentPart(text, null, null, null);
  }

  public Trajectory build() {
    return Trajectory.newBuilder()
        .setTrajectoryId(id)
        .setSkill("ledger")
        .setTask(new Task(taskId, task))
        .setAgent(new Agent("agent", null, null))
        .setSteps(List.copyOf(steps))
        .setOutcome(new Outcome(status, null, null, List.copyOf(findings)))
        .setExpectedActions(List.copyOf(expected))
        .setReferenceAnswer(reference)
        .setArtifacts(List.copyOf(artifacts))
        .setLabels(Map.of())
        .setSource(new Source(null, null, null))
        .build();
  }
}
