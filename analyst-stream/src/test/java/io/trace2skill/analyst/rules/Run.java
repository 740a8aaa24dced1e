// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.avro.Agent;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds trajectories, step by step. */
final class Run {

  private final OutcomeStatus status;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private final List<ExpectedAction> expected = new ArrayList<>();
  private boolean actionsAreExpected;

  private Run(OutcomeStatus status) {
    this.status = status;
  }

  static Run failed() {
    return new Run(OutcomeStatus.FAILURE);
  }

  static Run succeeded() {
    return new Run(OutcomeStatus.SUCCESS);
  }

  static Run unknown() {
    return new Run(OutcomeStatus.UNKNOWN);
  }

  Run call(String tool, String arguments, String answer) {
    return call(tool, arguments, answer, null);
  }

  Run call(String tool, String arguments, String answer, @Nullable Integer exitCode) {
    String id = "c" + steps.size();
    steps.add(asking(id, tool, arguments));
    steps.add(answer(id, tool, answer, exitCode));
    return this;
  }

  Run code(String code, String output) {
    String quoted = code.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return call("python", "{\"code\":\"" + quoted + "\"}", output, 0);
  }

  Run unanswered(String tool, String arguments) {
    steps.add(asking("c" + steps.size(), tool, arguments));
    return this;
  }

  Run finding(String finding) {
    findings.add(finding);
    return this;
  }

  Run expects(String tool, String arguments) {
    expected.add(new ExpectedAction(tool, arguments));
    return expectsNothingElse();
  }

  Run expectsNothingElse() {
    actionsAreExpected = true;
    return this;
  }

  TrajectoryView view() {
    return TrajectoryView.of(trajectory());
  }

  Trajectory trajectory() {
    return new Trajectory(
        "t1",
        "skill",
        null,
        new Task(null, null),
        new Agent(null, null, null),
        null,
        null,
        steps,
        new Outcome(status, null, null, findings),
        expected,
        actionsAreExpected,
        null,
        List.of(),
        Map.of(),
        new Source(null, null, null));
  }

  private static Step asking(String id, String tool, String arguments) {
    return new Step(
        Role.ASSISTANT,
        List.of(),
        null,
        List.of(new ToolCall(id, tool, arguments)),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static Step answer(
      @Nullable String id, @Nullable String tool, String text, @Nullable Integer exitCode) {
    return new Step(
        Role.TOOL,
        List.of(new ContentPart(text, null, null, null)),
        null,
        List.of(),
        id,
        tool,
        null,
        exitCode,
        null,
        null,
        null);
  }
}
