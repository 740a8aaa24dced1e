// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.replay.EvolutionException;
import io.trace2skill.cli.replay.Live;
import io.trace2skill.cli.replay.ReplayRun;
import io.trace2skill.cli.replay.ReplaySettings;
import io.trace2skill.cli.run.BudgetUsedUpException;
import io.trace2skill.cli.run.DataDirectory;
import io.trace2skill.cli.run.DataDirectoryException;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.cli.run.StopSignal;
import io.trace2skill.cli.run.StoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a replay for a person or a script: progress, files, results, exit code. */
final class ReplaySession {

  private final CommandLine command;
  private final PrintWriter err;
  private final OutputOptions output;
  private final RunResults results;

  ReplaySession(CommandLine command, OutputOptions output) {
    this.command = command;
    this.err = command.getErr();
    this.output = output;
    this.results = new RunResults(command.getOut(), err, output);
  }

  /** Runs to the end and returns the exit code. */
  int run(ReplaySettings settings, Live live, OutputPlan plan)
      throws IOException, InterruptedException {
    StopSignal stop = new StopSignal();
    try (StopHook hook = new StopHook(stop);
        DataDirectory data = open(settings, plan)) {
      Logging.to(data.log(), output.verbose);
      hook.arm();
      try {
        return results.tell(settings.learning(), replay(settings, live, data, stop), plan);
      } catch (EvolutionException e) {
        throw new ParameterException(command, e.getMessage(), e);
      } catch (StoppedException e) {
        err.println("stopped; the same command goes on where it was");
        return ExitCodes.STOPPED;
      } catch (BudgetUsedUpException e) {
        results.tellUsedUp(e, "");
        return ExitCodes.BUDGET_USED_UP;
      } catch (RunFailedException e) {
        data.keep();
        err.println("trace2skill: " + Failures.explain(e));
        err.println("The log is " + data.log());
        err.println("The same command goes on where this one stopped.");
        return ExitCodes.FAILURE;
      }
    }
  }

  private EvolveResult replay(
      ReplaySettings settings, Live live, DataDirectory data, StopSignal stop)
      throws EvolutionException,
          StoppedException,
          BudgetUsedUpException,
          RunFailedException,
          InterruptedException {
    try (ProgressDisplay progress = ProgressDisplay.on(err, output.quiet)) {
      return new ReplayRun(settings, live, data, progress, stop).run();
    }
  }

  private DataDirectory open(ReplaySettings settings, OutputPlan plan) throws IOException {
    try {
      plan.check(settings.learning().base());
      return DataDirectory.open(settings.learning());
    } catch (SkillDirectoryException | DataDirectoryException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }
}
