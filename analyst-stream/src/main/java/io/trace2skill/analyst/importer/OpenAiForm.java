// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.avro.Agent;
import io.trace2skill.avro.ExpectedAction;
import io.trace2skill.avro.Task;
import io.trace2skill.avro.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI chat messages: a bare list, or an object with {@code messages} or {@code traj} and what
 * benchmarks write beside them: task, identity, outcome and expected actions.
 */
final class OpenAiForm implements TrajectoryForm {

  @Override
  public ImportFormat format() {
    return ImportFormat.OPENAI;
  }

  @Override
  public boolean matches(JsonNode value) {
    return isMessageList(value) || value.has("messages") || value.has("traj");
  }

  static boolean isMessageList(JsonNode value) {
    return value.isArray() && isMessage(value.path(0));
  }

  static boolean isMessage(JsonNode value) {
    return value.has("role") && !value.has("messages") && !value.has("traj");
  }

  @Override
  public Trajectory.Builder read(JsonNode value) throws UnusableException {
    Trajectory.Builder trajectory = Trajectory.newBuilder().setAgent(new Agent());
    if (value.isArray()) {
      return trajectory
          .setTask(new Task())
          .setSteps(new OpenAiMessages().read(value, "messages"))
          .setOutcome(Outcomes.UNKNOWN);
    }
    JsonFields fields = JsonFields.of(value, "");
    String list = fields.has("messages") ? "messages" : "traj";
    JsonFields info = looseObject(fields, "info");
    JsonFields infoTask = looseObject(info, "task");
    trajectory
        .setTask(task(fields, infoTask))
        .setSteps(new OpenAiMessages().read(fields.value(list), list))
        .setOutcome(Outcomes.of(fields, findings(info)))
        .setLabels(labels(fields))
        .setReferenceAnswer(referenceAnswer(infoTask));
    addIdentity(trajectory, fields);
    addExpectedActions(trajectory, fields, infoTask);
    String model = fields.text("model");
    if (model != null) {
      trajectory.setAgent(new Agent(null, null, model));
    }
    return trajectory;
  }

  /** An object of that name, or no fields: others use common names for values of their own. */
  private static JsonFields looseObject(JsonFields fields, String name) throws UnusableException {
    return fields.value(name).isObject() ? fields.object(name) : JsonFields.none(fields.path(name));
  }

  private static Task task(JsonFields fields, JsonFields infoTask) throws UnusableException {
    JsonFields task = looseObject(fields, "task");
    String plain = fields.value("task").isTextual() ? fields.text("task") : null;
    return new Task(
        firstNonNull(fields.text("task_id"), task.text("id")),
        firstNonNull(plain, task.text("instruction"), infoTask.text("instruction")));
  }

  /** A task alone is no identity: it is run more than once. */
  private static void addIdentity(Trajectory.Builder trajectory, JsonFields fields)
      throws UnusableException {
    String id = firstNonNull(fields.text("trajectory_id"), fields.text("id"));
    String task = fields.text("task_id");
    String trial = fields.text("trial");
    if (id == null && task != null && trial != null) {
      id = "task-" + task + "-trial-" + trial;
    }
    if (id != null) {
      trajectory.setTrajectoryId(id);
    }
    String skill = fields.text("skill");
    if (skill != null) {
      trajectory.setSkill(skill);
    }
  }

  private static void addExpectedActions(
      Trajectory.Builder trajectory, JsonFields fields, JsonFields infoTask)
      throws UnusableException {
    JsonFields holder = fields.has("expected_actions") ? fields : infoTask;
    String name = fields.has("expected_actions") ? "expected_actions" : "actions";
    if (!holder.has(name)) {
      return;
    }
    List<ExpectedAction> actions = new ArrayList<>();
    for (JsonFields action : holder.objects(name)) {
      String arguments = action.has("arguments") ? "arguments" : "kwargs";
      actions.add(
          new ExpectedAction(
              action.requiredText("name"), ToolArguments.objectText(action, arguments)));
    }
    trajectory.setExpectedActions(actions).setActionsAreExpected(true);
  }

  /**
   * The only finding of the benchmark that its expected actions do not tell already: the agent did
   * not say what the user had to hear.
   */
  private static List<String> findings(JsonFields info) {
    JsonNode missing = info.json().path("reward_info").path("info").path("r_outputs");
    return missing.isNumber() && missing.doubleValue() == 0
        ? List.of("the user was not told a value that the task asks for")
        : List.of();
  }

  private static @Nullable String referenceAnswer(JsonFields infoTask) throws UnusableException {
    List<String> outputs = new ArrayList<>();
    if (infoTask.value("outputs").isArray()) {
      for (JsonNode output : infoTask.array("outputs")) {
        outputs.add(output.isValueNode() ? output.asText() : output.toString());
      }
    }
    return outputs.isEmpty() ? null : String.join("\n", outputs);
  }

  private static Map<String, String> labels(JsonFields fields) throws UnusableException {
    Map<String, String> labels = new TreeMap<>();
    for (var label : looseObject(fields, "labels").json().properties()) {
      labels.put(label.getKey(), label.getValue().asText());
    }
    return labels;
  }

  private static @Nullable String firstNonNull(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
