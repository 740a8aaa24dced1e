// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.bank.BankFile;
import io.trace2skill.cli.bank.EmbeddingException;
import io.trace2skill.cli.bank.Lesson;
import io.trace2skill.cli.bank.LessonBank;
import io.trace2skill.cli.bank.LexicalEmbedder;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.run.BudgetUsedUpException;
import io.trace2skill.cli.run.Consolidation;
import io.trace2skill.cli.run.DataDirectory;
import io.trace2skill.cli.run.DataDirectoryException;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.EvolveRun;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.cli.run.StopSignal;
import io.trace2skill.cli.run.StoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs an evolution for a person or a script: progress, files, results, exit code. */
final class EvolveSession {

  private final CommandLine command;
  private final PrintWriter err;
  private final OutputOptions output;
  private final RunResults results;

  EvolveSession(CommandLine command, OutputOptions output) {
    this.command = command;
    this.err = command.getErr();
    this.output = output;
    this.results = new RunResults(command.getOut(), err, output);
  }

  /** Runs to the end and returns the exit code. */
  int run(EvolveSettings settings, OutputPlan plan, InputStream standardInput)
      throws IOException, InterruptedException {
    StopSignal stop = new StopSignal();
    try (StopHook hook = new StopHook(stop);
        DataDirectory data = open(settings, plan)) {
      Logging.to(data.log(), output.verbose);
      hook.arm();
      try {
        return evolve(settings, plan, data, standardInput, stop);
      } catch (StoppedException e) {
        tellStopped(settings);
        return ExitCodes.STOPPED;
      } catch (BudgetUsedUpException e) {
        data.keep();
        results.tellUsedUp(e, " and --data-dir " + data.root());
        return ExitCodes.BUDGET_USED_UP;
      } catch (RunFailedException | RuntimeException e) {
        data.keep();
        err.println("trace2skill: " + Failures.explain(e));
        err.println("The log is " + data.log());
        err.println("To go on where this run stopped, add --data-dir " + data.root());
        return ExitCodes.FAILURE;
      }
    }
  }

  private DataDirectory open(EvolveSettings settings, OutputPlan plan) throws IOException {
    try {
      plan.check(settings.base());
      return DataDirectory.open(settings);
    } catch (SkillDirectoryException | DataDirectoryException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  private int evolve(
      EvolveSettings settings,
      OutputPlan plan,
      DataDirectory data,
      InputStream standardInput,
      StopSignal stop)
      throws StoppedException,
          BudgetUsedUpException,
          RunFailedException,
          IOException,
          InterruptedException {
    EvolveResult result;
    try (ProgressDisplay progress = ProgressDisplay.on(err, output.quiet)) {
      result = new EvolveRun(settings, data, standardInput, progress, stop).run();
    }
    if (settings.consolidation() == Consolidation.BANK) {
      LessonBank bank = bank(settings.skill(), result.lessons());
      new BankFile(plan.bank()).write(bank);
    }
    return results.tell(settings, result, plan);
  }

  private static LessonBank bank(String skill, List<Lesson> lessons) throws IOException {
    try {
      return LessonBank.of(skill, lessons, new LexicalEmbedder());
    } catch (EmbeddingException e) {
      throw new IOException("the bank cannot be made", e);
    }
  }

  private void tellStopped(EvolveSettings settings) {
    err.println(
        settings.dataDir().isPresent()
            ? "stopped; the same command goes on where it was"
            : "stopped; nothing is kept (with --data-dir, a later run goes on where this one was)");
    err.flush();
  }
}
