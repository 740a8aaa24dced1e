// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.plan;

import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.llm.ErrorAnalysisMode;
import io.trace2skill.avro.ContentPart;
import io.trace2skill.avro.OutcomeStatus;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.ToolCall;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.cli.engine.LlmEngineSettings;
import io.trace2skill.cli.plan.CallPlan.Line;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.llm.http.Price;
import io.trace2skill.llm.http.Prices;
import io.trace2skill.skill.SkillDirectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Estimates what a run would take, from the sizes of the trajectories alone. Four characters count
 * as a token, a call has instructions of 1,500 tokens besides the skill and the trajectory, a reply
 * has 500, and an agentic analysis takes six turns of which each repeats those before it. Merges
 * are counted as if each had something to ask, which is more than what comes of it. Not
 * thread-safe.
 */
public final class CallPlanner {

  private static final long CHARS_PER_TOKEN = 4;
  private static final long INSTRUCTIONS = 1_500;
  private static final long REPLY = 500;
  private static final long TURNS = 6;
  private static final long TURN_GROWTH = 1_200;
  private static final long EDIT = 250;
  private static final long PLACEMENT_CALLS = 3;
  private static final double TOKENS_PER_PRICE = 1e6;

  private final EvolveSettings settings;
  private final LlmEngineSettings engine;
  private final long skillTokens;
  private final Set<String> seen = new HashSet<>();
  private Line failures = new Line("error analysis", 0, 0, 0);
  private Line successes = new Line("success analysis", 0, 0, 0);
  private long learnedFrom;

  /**
   * Plans for these settings.
   *
   * @param engine the settings of the model in them
   */
  public CallPlanner(EvolveSettings settings, LlmEngineSettings engine) {
    this.settings = settings;
    this.engine = engine;
    this.skillTokens =
        settings.base().map(SkillDirectory::files).stream()
                .flatMap(files -> files.values().stream())
                .mapToLong(String::length)
                .sum()
            / CHARS_PER_TOKEN;
  }

  /** Takes in what an importer found; what is no trajectory, or one again, costs nothing. */
  public void take(ImportResult found) {
    if (found instanceof Imported imported && seen.add(imported.trajectory().getTrajectoryId())) {
      take(imported.trajectory());
    }
  }

  private void take(Trajectory trajectory) {
    OutcomeStatus outcome = trajectory.getOutcome().getStatus();
    if (settings.signals().refusal(outcome).isPresent()) {
      return;
    }
    learnedFrom++;
    long shown = Math.min(chars(trajectory), engine.analyst().maxPromptChars()) / CHARS_PER_TOKEN;
    long first = INSTRUCTIONS + skillTokens + shown;
    if (outcome == OutcomeStatus.SUCCESS) {
      successes = successes.plus(1, first, REPLY);
    } else if (engine.analyst().errorAnalysis() == ErrorAnalysisMode.SINGLE_CALL) {
      failures = failures.plus(1, first, REPLY);
    } else {
      long repeated = TURN_GROWTH * TURNS * (TURNS - 1) / 2;
      failures = failures.plus(TURNS, first * TURNS + repeated, REPLY * TURNS);
    }
  }

  private static long chars(Trajectory trajectory) {
    long chars = 0;
    for (Step step : trajectory.getSteps()) {
      for (ContentPart part : step.getContent()) {
        chars += part.getText() == null ? 0 : part.getText().length();
      }
      for (ToolCall call : step.getToolCalls()) {
        chars += call.getName().length() + call.getArguments().length();
      }
    }
    return chars;
  }

  /** Returns the plan for what was taken in. */
  public CallPlan plan() {
    List<Line> lines = new ArrayList<>(List.of(failures, successes));
    if (learnedFrom > 0) {
      long merges = merges();
      long fanIn = settings.fanIn();
      lines.add(
          new Line(
              "merges, at most", merges, merges * (INSTRUCTIONS + fanIn * EDIT), merges * REPLY));
      lines.add(
          new Line(
              "placement and repair, at most",
              PLACEMENT_CALLS,
              PLACEMENT_CALLS * (INSTRUCTIONS + skillTokens),
              PLACEMENT_CALLS * REPLY));
    }
    return new CallPlan(seen.size(), learnedFrom, lines, cost(lines));
  }

  private long merges() {
    long merges = 0;
    for (long nodes = learnedFrom; nodes > 1; ) {
      nodes = (nodes + settings.fanIn() - 1) / settings.fanIn();
      merges += nodes;
    }
    return merges;
  }

  private BigDecimal cost(List<Line> lines) {
    Price price = engine.endpoint().prices().find(Prices.ANY_MODEL).orElse(Price.FREE);
    double sum =
        lines.stream()
            .mapToDouble(
                line ->
                    line.promptTokens() * price.prompt()
                        + line.completionTokens() * price.completion())
            .sum();
    return BigDecimal.valueOf(sum / TOKENS_PER_PRICE).setScale(2, RoundingMode.HALF_UP);
  }
}
