// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.ExpectedAction;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.ToolCall;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes trajectories in the project's JSON form. Importing what was written gives the same
 * trajectory but for its source, which is the file then. Thread-safe.
 */
public final class TrajectoryJsonWriter {

  private final Json json = new Json(2 * Topics.MAX_RECORD_BYTES);

  /** Returns the trajectory as one line of JSON, without a line feed. */
  public String write(Trajectory trajectory) {
    ObjectNode object = json.mapper().createObjectNode();
    object.put("trajectoryId", trajectory.getTrajectoryId());
    object.put("skill", trajectory.getSkill());
    put(object, "skillVersion", trajectory.getSkillVersion());
    ObjectNode task = object.putObject("task");
    put(task, "id", trajectory.getTask().getId());
    put(task, "instruction", trajectory.getTask().getInstruction());
    ObjectNode agent = object.putObject("agent");
    put(agent, "name", trajectory.getAgent().getName());
    put(agent, "version", trajectory.getAgent().getVersion());
    put(agent, "model", trajectory.getAgent().getModel());
    put(object, "startedAt", trajectory.getStartedAt());
    put(object, "endedAt", trajectory.getEndedAt());
    ArrayNode steps = object.putArray("steps");
    trajectory.getSteps().forEach(step -> addStep(steps.addObject(), step));
    addOutcome(object.putObject("outcome"), trajectory.getOutcome());
    addExpectedActions(object, trajectory);
    put(object, "referenceAnswer", trajectory.getReferenceAnswer());
    ArrayNode artifacts = object.putArray("artifacts");
    trajectory.getArtifacts().forEach(artifact -> addArtifact(artifacts.addObject(), artifact));
    ObjectNode labels = object.putObject("labels");
    trajectory.getLabels().forEach(labels::put);
    return object.toString();
  }

  private void addStep(ObjectNode object, Step step) {
    object.put("role", step.getRole().name().toLowerCase(Locale.ROOT));
    ArrayNode content = object.putArray("content");
    for (ContentPart part : step.getContent()) {
      ObjectNode written = content.addObject();
      put(written, "text", part.getText());
      addMedium(written, part.getMediaType(), part.getData(), part.getUri());
    }
    put(object, "reasoning", step.getReasoning());
    if (!step.getToolCalls().isEmpty()) {
      ArrayNode calls = object.putArray("toolCalls");
      step.getToolCalls().forEach(call -> addCall(calls.addObject(), call));
    }
    put(object, "toolCallId", step.getToolCallId());
    put(object, "toolName", step.getToolName());
    put(object, "toolError", step.getToolError());
    put(object, "exitCode", step.getExitCode());
    put(object, "at", step.getAt());
    put(object, "inputTokens", step.getInputTokens());
    put(object, "outputTokens", step.getOutputTokens());
  }

  private void addCall(ObjectNode object, ToolCall call) {
    put(object, "id", call.getId());
    object.put("name", call.getName());
    object.set("arguments", arguments(call.getArguments()));
  }

  private void addOutcome(ObjectNode object, Outcome outcome) {
    object.put("status", outcome.getStatus().name().toLowerCase(Locale.ROOT));
    put(object, "score", outcome.getScore());
    put(object, "basis", outcome.getBasis());
    ArrayNode findings = object.putArray("findings");
    outcome.getFindings().forEach(findings::add);
  }

  /** An empty list says that no action was expected, no list that it is not known. */
  private void addExpectedActions(ObjectNode object, Trajectory trajectory) {
    if (trajectory.getActionsAreExpected()) {
      ArrayNode actions = object.putArray("expectedActions");
      for (ExpectedAction action : trajectory.getExpectedActions()) {
        ObjectNode written = actions.addObject();
        written.put("name", action.getName());
        written.set("arguments", arguments(action.getArguments()));
      }
    }
  }

  private void addArtifact(ObjectNode object, Artifact artifact) {
    object.put("name", artifact.getName());
    object.put("role", artifact.getRole().name().toLowerCase(Locale.ROOT));
    addMedium(object, artifact.getMediaType(), artifact.getData(), artifact.getUri());
    put(object, "sha256", artifact.getSha256());
  }

  private void addMedium(
      ObjectNode object,
      @Nullable String mediaType,
      @Nullable ByteBuffer data,
      @Nullable String uri) {
    put(object, "mediaType", mediaType);
    if (data != null) {
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      object.put("data", Base64.getEncoder().encodeToString(bytes));
    }
    put(object, "uri", uri);
  }

  /** An object where that gives the same text when read again, the text itself otherwise. */
  private JsonNode arguments(String text) {
    try {
      JsonNode value = json.mapper().readTree(text);
      if (value.isObject() && value.toString().equals(text)) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // Models write what they like; it is text then.
    }
    return json.mapper().getNodeFactory().textNode(text);
  }

  /** Leaves out what is not there. */
  private void put(ObjectNode object, String name, @Nullable Object value) {
    if (value != null) {
      object.set(name, json.mapper().valueToTree(value));
    }
  }

  private void put(ObjectNode object, String name, @Nullable Instant instant) {
    put(object, name, instant == null ? null : (Object) instant.toString());
  }
}
