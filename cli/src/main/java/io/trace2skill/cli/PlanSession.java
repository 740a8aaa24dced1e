// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.cli.engine.LlmEngineSettings;
import io.trace2skill.cli.plan.CallPlan;
import io.trace2skill.cli.plan.CallPlan.Line;
import io.trace2skill.cli.plan.CallPlanner;
import io.trace2skill.cli.run.EvolveSettings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what a run would take, without taking it. */
final class PlanSession {

  private final PrintWriter out;
  private final OutputOptions output;

  PlanSession(PrintWriter out, OutputOptions output) {
    this.out = out;
    this.output = output;
  }

  int run(EvolveSettings settings, LlmEngineSettings engine, InputStream standardInput)
      throws JsonProcessingException {
    CallPlanner planner = new CallPlanner(settings, engine);
    settings.inputs().read(standardInput, planner::take);
    CallPlan plan = planner.plan();
    if (output.json) {
      out.println(
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(plan));
    } else {
      print(plan);
    }
    out.flush();
    return ExitCodes.PUBLISHED;
  }

  private void print(CallPlan plan) {
    out.printf(
        Locale.ROOT,
        "A run over %,d trajectories would learn from %,d of them and take about:%n%n",
        plan.trajectories(),
        plan.learnedFrom());
    out.printf("%-30s %10s %15s %18s%n", "", "calls", "prompt tokens", "completion tokens");
    plan.lines().forEach(this::print);
    print(
        new Line(
            "together",
            plan.lines().stream().mapToLong(Line::calls).sum(),
            plan.lines().stream().mapToLong(Line::promptTokens).sum(),
            plan.lines().stream().mapToLong(Line::completionTokens).sum()));
    out.println();
    out.println(
        plan.cost().signum() == 0
            ? "Set --price-prompt and --price-completion to see the cost. Nothing was sent."
            : "Cost about "
                + plan.cost().toPlainString()
                + ", if nothing is cached. Nothing was"
                + " sent.");
  }

  private void print(Line line) {
    out.printf(
        Locale.ROOT,
        "%-30s %,10d %,15d %,18d%n",
        line.purpose(),
        line.calls(),
        line.promptTokens(),
        line.completionTokens());
  }
}
