// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.analyst.evaluate.Candidate;
import io.trace2skill.analyst.evaluate.Evaluator;
import io.trace2skill.analyst.evaluate.Verdict;
import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a candidate fix judged. The evaluator holds the reference; it is in no file that a tool can
 * reach, and the number of tries is limited so that it cannot be found by asking.
 */
final class EvaluateTool implements ToolAction {

  private final Root root;
  private final Evaluator evaluator;
  private final int maxEvaluations;
  private volatile int evaluations;
  private volatile boolean passed;

  EvaluateTool(Root root, Evaluator evaluator, int maxEvaluations) {
    this.root = root;
    this.evaluator = evaluator;
    this.maxEvaluations = maxEvaluations;
  }

  boolean passed() {
    return passed;
  }

  int evaluations() {
    return evaluations;
  }

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "evaluate",
        "Judges one candidate fix against the hidden reference. Needed here: "
            + evaluator.accepts()
            + ". Give exactly one of text, file, actions. At most "
            + maxEvaluations
            + " times.",
        "\"text\":{\"type\":\"string\",\"description\":\"The answer.\"},"
            + "\"file\":{\"type\":\"string\",\"description\":\"Path of a file you made.\"},"
            + "\"actions\":{\"type\":\"array\",\"description\":\"Tool calls, in order.\","
            + "\"items\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
            + "\"arguments\":{\"type\":\"object\"}},\"required\":[\"name\"]}}");
  }

  // Calls of one workspace run one at a time, so the count is not raced for.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException {
    if (evaluations >= maxEvaluations) {
      throw new ToolComplaintException(
          "All " + maxEvaluations + " evaluations are used up. Answer with what you know.");
    }
    Candidate candidate = candidate(arguments);
    evaluations++;
    Verdict verdict = evaluator.evaluate(candidate);
    passed |= verdict.passed();
    return (verdict.passed() ? "PASSED. " : "NOT PASSED. ")
        + verdict.explanation()
        + " ("
        + (maxEvaluations - evaluations)
        + " evaluations left)";
  }

  private Candidate candidate(ToolArguments arguments) throws ToolComplaintException, IOException {
    List<Candidate> given = new ArrayList<>();
    if (arguments.has("text")) {
      given.add(new Candidate.Text(arguments.text("text")));
    }
    if (arguments.has("file")) {
      Path file = root.file(arguments.text("file"));
      given.add(new Candidate.File(file));
    }
    if (arguments.has("actions")) {
      given.add(new Candidate.Actions(actions(arguments.list("actions"))));
    }
    if (given.size() != 1) {
      throw new ToolComplaintException("Give exactly one of \"text\", \"file\" and \"actions\".");
    }
    return given.get(0);
  }

  private static List<Candidate.Action> actions(JsonNode list) throws ToolComplaintException {
    List<Candidate.Action> actions = new ArrayList<>();
    for (JsonNode node : list) {
      String name = new ToolArguments(node).text("name");
      JsonNode values = node.path("arguments");
      String json = values.isTextual() ? values.textValue() : values.toString();
      actions.add(new Candidate.Action(name, json));
    }
    return actions;
  }
}
