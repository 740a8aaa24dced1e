// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.bank.BankFile;
import io.trace2skill.cli.bank.EmbeddingException;
import io.trace2skill.cli.bank.Lesson;
import io.trace2skill.cli.bank.LessonBank;
import io.trace2skill.cli.bank.LexicalEmbedder;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.report.Report;
import io.trace2skill.cli.report.ReportJson;
import io.trace2skill.cli.report.ReportMaker;
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
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs an evolution for a person or a script: progress, files, results, exit code. */
final class EvolveSession {

  private static final int MICRO_DIGITS = 6;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final CommandLine command;
  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputOptions output;

  EvolveSession(CommandLine command, OutputOptions output) {
    this.command = command;
    this.out = command.getOut();
    this.err = command.getErr();
    this.output = output;
  }

  /** Runs to the end and returns the exit code. */
  int run(EvolveSettings settings, OutputPlan plan, InputStream standardInput)
      throws IOException, InterruptedException {
    StopSignal stop = new StopSignal();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = stopHook(stop, ended);
    try (DataDirectory data = open(settings, plan)) {
      Logging.to(data.log(), output.verbose);
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        return evolve(settings, plan, data, standardInput, stop);
      } catch (StoppedException e) {
        tellStopped(settings);
        return ExitCodes.STOPPED;
      } catch (BudgetUsedUpException e) {
        data.keep();
        tellUsedUp(e, data);
        return ExitCodes.BUDGET_USED_UP;
      } catch (RunFailedException | RuntimeException e) {
        data.keep();
        err.println("trace2skill: " + Failures.explain(e));
        err.println("The log is " + data.log());
        err.println("To go on where this run stopped, add --data-dir " + data.root());
        return ExitCodes.FAILURE;
      }
    } finally {
      ended.countDown();
      remove(hook);
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
    Report report = new ReportMaker(Version.text()).make(settings, result, Instant.now());
    Optional<SkillDirectory> version =
        result.published().map(snapshot -> SkillRecords.toDirectory(snapshot.getFiles()));
    plan.write(report, result.before(), version);
    if (settings.consolidation() == Consolidation.BANK) {
      LessonBank bank = bank(settings.skill(), result.lessons());
      new BankFile(plan.bank()).write(bank);
    }
    if (output.json) {
      out.print(new ReportJson().write(report));
      out.flush();
    } else {
      new Summary(out).print(report, plan, result.lessons().size());
    }
    if (!result.counts().isBalanced()) {
      err.println("trace2skill: the books do not balance: " + result.counts());
      return ExitCodes.FAILURE;
    }
    result.nothingBecause().ifPresent(why -> err.println("nothing to publish: " + why));
    return result.nothingBecause().isEmpty() ? ExitCodes.PUBLISHED : ExitCodes.NOTHING_TO_PUBLISH;
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

  private void tellUsedUp(BudgetUsedUpException end, DataDirectory data) {
    Usage usage = end.usage();
    err.println("stopped: " + end.getMessage());
    err.printf(
        Locale.ROOT,
        "This run used %,d calls, %,d prompt tokens, %,d completion tokens, cost %s.%n",
        usage.calls(),
        usage.promptTokens(),
        usage.completionTokens(),
        BigDecimal.valueOf(usage.costMicros(), MICRO_DIGITS).toPlainString());
    err.printf(
        Locale.ROOT,
        "%,d of %,d trajectories are analysed; the others wait.%n",
        end.analysed(),
        end.accepted());
    err.println("To go on, repeat the command with a larger budget and --data-dir " + data.root());
    err.flush();
  }

  /** The run does its own closing; the process waits for it within bounds. */
  private static Thread stopHook(StopSignal stop, CountDownLatch ended) {
    return new Thread(
        () -> {
          stop.request();
          try {
            boolean inTime = ended.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
              System.err.println("trace2skill: not closed in time; ending anyway");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "stop");
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is going down already, and the hook is what waits for this thread
    }
  }
}
