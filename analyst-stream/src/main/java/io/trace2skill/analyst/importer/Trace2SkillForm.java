// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.avro.Agent;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.ExpectedAction;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.ToolCall;
import io.trace2skill.avro.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The project's own form, one to one the wire record. Fields that it does not know are ignored, so
 * that what a later version writes can be read.
 */
final class Trace2SkillForm implements TrajectoryForm {

  @Override
  public ImportFormat format() {
    return ImportFormat.TRACE2SKILL;
  }

  @Override
  public boolean matches(JsonNode value) {
    return value.has("steps");
  }

  @Override
  public Trajectory.Builder read(JsonNode value) throws UnusableException {
    JsonFields fields = JsonFields.of(value, "");
    JsonFields task = fields.object("task");
    JsonFields agent = fields.object("agent");
    Trajectory.Builder trajectory =
        Trajectory.newBuilder()
            .setSkillVersion(fields.integer("skillVersion"))
            .setTask(new Task(task.text("id"), task.text("instruction")))
            .setAgent(new Agent(agent.text("name"), agent.text("version"), agent.text("model")))
            .setStartedAt(fields.instant("startedAt"))
            .setEndedAt(fields.instant("endedAt"))
            .setSteps(steps(fields))
            .setOutcome(
                fields.has("outcome")
                    ? Outcomes.explicit(fields.object("outcome"))
                    : Outcomes.UNKNOWN)
            .setExpectedActions(expectedActions(fields))
            .setActionsAreExpected(fields.has("expectedActions"))
            .setReferenceAnswer(fields.text("referenceAnswer"))
            .setArtifacts(artifacts(fields))
            .setLabels(labels(fields.object("labels")));
    setIfPresent(fields.text("trajectoryId"), trajectory::setTrajectoryId);
    setIfPresent(fields.text("skill"), trajectory::setSkill);
    return trajectory;
  }

  private static void setIfPresent(@Nullable String text, Consumer<String> setter) {
    if (text != null) {
      setter.accept(text);
    }
  }

  private static List<Step> steps(JsonFields fields) throws UnusableException {
    List<Step> steps = new ArrayList<>();
    for (JsonFields step : fields.objects("steps")) {
      steps.add(step(step));
    }
    return steps;
  }

  private static Step step(JsonFields step) throws UnusableException {
    return Step.newBuilder()
        .setRole(role(step))
        .setContent(content(step))
        .setReasoning(step.text("reasoning"))
        .setToolCalls(toolCalls(step))
        .setToolCallId(step.text("toolCallId"))
        .setToolName(step.text("toolName"))
        .setToolError(step.flag("toolError"))
        .setExitCode(exitCode(step))
        .setAt(step.instant("at"))
        .setInputTokens(step.integer("inputTokens"))
        .setOutputTokens(step.integer("outputTokens"))
        .build();
  }

  private static Role role(JsonFields step) throws UnusableException {
    return switch (step.requiredText("role").toLowerCase(Locale.ROOT)) {
      case "system" -> Role.SYSTEM;
      case "developer" -> Role.DEVELOPER;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "tool" -> Role.TOOL;
      case "unknown" -> Role.UNKNOWN;
      default -> throw step.wrong("role", "system, developer, user, assistant or tool");
    };
  }

  private static @Nullable Integer exitCode(JsonFields step) throws UnusableException {
    Long code = step.integer("exitCode");
    if (code != null && code != code.intValue()) {
      throw step.wrong("exitCode", "an integer of at most 32 bits");
    }
    return code == null ? null : code.intValue();
  }

  private static List<ContentPart> content(JsonFields step) throws UnusableException {
    if (step.value("content").isTextual()) {
      return List.of(new ContentPart(step.text("content"), null, null, null));
    }
    List<ContentPart> parts = new ArrayList<>();
    for (JsonFields part : step.objects("content")) {
      if (!part.has("text") && !part.has("data") && !part.has("uri")) {
        throw part.wrong("text", "there, or data, or uri");
      }
      parts.add(
          new ContentPart(
              part.text("text"), part.text("mediaType"), part.base64("data"), part.text("uri")));
    }
    return parts;
  }

  private static List<ToolCall> toolCalls(JsonFields step) throws UnusableException {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonFields call : step.objects("toolCalls")) {
      calls.add(
          new ToolCall(
              call.text("id"),
              call.requiredText("name"),
              ToolArguments.text(call.value("arguments"))));
    }
    return calls;
  }

  private static List<ExpectedAction> expectedActions(JsonFields fields) throws UnusableException {
    List<ExpectedAction> actions = new ArrayList<>();
    for (JsonFields action : fields.objects("expectedActions")) {
      actions.add(
          new ExpectedAction(
              action.requiredText("name"), ToolArguments.objectText(action, "arguments")));
    }
    return actions;
  }

  private static List<Artifact> artifacts(JsonFields fields) throws UnusableException {
    List<Artifact> artifacts = new ArrayList<>();
    for (JsonFields artifact : fields.objects("artifacts")) {
      artifacts.add(
          new Artifact(
              artifact.requiredText("name"),
              artifactRole(artifact),
              artifact.text("mediaType"),
              artifact.base64("data"),
              artifact.text("uri"),
              artifact.text("sha256")));
    }
    return artifacts;
  }

  private static ArtifactRole artifactRole(JsonFields artifact) throws UnusableException {
    String role = artifact.text("role");
    return switch (role == null ? "other" : role.toLowerCase(Locale.ROOT)) {
      case "input" -> ArtifactRole.INPUT;
      case "output" -> ArtifactRole.OUTPUT;
      case "reference" -> ArtifactRole.REFERENCE;
      case "other" -> ArtifactRole.OTHER;
      default -> throw artifact.wrong("role", "input, output, reference or other");
    };
  }

  private static Map<String, String> labels(JsonFields labels) throws UnusableException {
    Map<String, String> map = new TreeMap<>();
    for (var label : labels.json().properties()) {
      String text = labels.text(label.getKey());
      if (text != null) {
        map.put(label.getKey(), text);
      }
    }
    return map;
  }
}
