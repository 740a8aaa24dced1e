// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.report.Report;
import io.trace2skill.cli.report.ReportJson;
import io.trace2skill.cli.report.ReportMaker;
import io.trace2skill.cli.run.BudgetUsedUpException;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Writes and tells what a run came to. */
final class RunResults {

  private static final int MICRO_DIGITS = 6;

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputOptions output;

  RunResults(PrintWriter out, PrintWriter err, OutputOptions output) {
    this.out = out;
    this.err = err;
    this.output = output;
  }

  /** Writes skill and report, tells of them, and returns the exit code. */
  int tell(EvolveSettings settings, EvolveResult result, OutputPlan plan) throws IOException {
    Report report = new ReportMaker(Version.text()).make(settings, result, Instant.now());
    Optional<SkillDirectory> version =
        result.published().map(snapshot -> SkillRecords.toDirectory(snapshot.getFiles()));
    plan.write(report, result.before(), version);
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

  /**
   * Tells of a run that its budget ended.
   *
   * @param how how to go on
   */
  void tellUsedUp(BudgetUsedUpException end, String how) {
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
    err.println("To go on, repeat the command with a larger budget" + how);
    err.flush();
  }
}
