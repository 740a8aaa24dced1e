// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Generates trajectories in the project's JSON form. */
final class Trajectories {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ERRORS =
      List.of(
          "KeyError: 'total'",
          "ValueError: could not convert string to float",
          "TypeError: unsupported operand",
          "ZeroDivisionError: division by zero");

  private Trajectories() {}

  /** Returns a run that shows the error of that number and then fails. */
  static String failing(String id, int error) {
    String traceback =
        "Traceback (most recent call last):%n  File \"/tmp/%s.py\", line 3%n%s"
            .formatted(id, ERRORS.get(error));
    return trajectory(id, "failure", true, traceback);
  }

  /** Returns a run in which all goes well. */
  static String succeeding(String id) {
    return trajectory(id, "success", false, "ok");
  }

  /** Returns the word that the error of that number is known by, in lower case. */
  static String errorName(int error) {
    return ERRORS.get(error).substring(0, ERRORS.get(error).indexOf(':')).toLowerCase(Locale.ROOT);
  }

  static int errors() {
    return ERRORS.size();
  }

  private static String trajectory(String id, String outcome, boolean error, String output) {
    Map<String, Object> call =
        Map.of("id", "c1", "name", "python", "arguments", Map.of("code", "compute(" + id + ")"));
    Map<String, Object> result = new TreeMap<>();
    result.put("role", "tool");
    result.put("toolCallId", "c1");
    result.put("toolName", "python");
    result.put("toolError", error);
    result.put("content", output);
    Map<String, Object> trajectory = new TreeMap<>();
    trajectory.put("trajectoryId", id);
    trajectory.put("task", Map.of("id", "task-" + id, "instruction", "Compute the total."));
    trajectory.put(
        "steps",
        List.of(
            Map.of("role", "user", "content", "Compute the total."),
            Map.of("role", "assistant", "content", "I compute.", "toolCalls", List.of(call)),
            result,
            Map.of("role", "assistant", "content", "Done.")));
    trajectory.put("outcome", Map.of("status", outcome));
    try {
      return JSON.writeValueAsString(trajectory) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
