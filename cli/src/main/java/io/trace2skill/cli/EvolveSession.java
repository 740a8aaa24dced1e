// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.report.Report;
import io.trace2skill.cli.report.ReportFiles;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.EvolveRun;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.cli.run.SkillDirectoryWriter;
import io.trace2skill.schemas.SkillRecords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;

/** Runs an evolution for a person at a terminal: progress, files, results, exit code. */
final class EvolveSession {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputOptions output;

  EvolveSession(CommandLine command, OutputOptions output) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.output = output;
  }

  int run(EvolveSettings settings) throws Exception {
    Progress progress = Progress.on(err, output.quiet);
    Thread stop = stopOnSignal(Thread.currentThread(), settings);
    EvolveResult result;
    try {
      result = new EvolveRun(settings, System.in, progress).run();
    } finally {
      progress.close();
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    return write(settings, result);
  }

  private int write(EvolveSettings settings, EvolveResult result) throws Exception {
    Report report = Report.of(result);
    ReportFiles files = ReportFiles.write(report, settings.out());
    if (result.snapshot().isPresent() && !settings.reportOnly()) {
      Path skill =
          SkillDirectoryWriter.write(
              SkillRecords.toDirectory(result.snapshot().get().getFiles()),
              settings.skill(),
              settings.out());
      print("skill   " + skill.resolve("SKILL.md"));
    }
    print("report  " + files.html());
    print("        " + files.json());
    if (output.json) {
      out.println(report.toJson());
    }
    out.flush();
    result.nothingBecause().ifPresent(reason -> err.println("nothing to publish: " + reason));
    return result.snapshot().isPresent() ? ExitCodes.PUBLISHED : ExitCodes.NOTHING_TO_PUBLISH;
  }

  private void print(String line) {
    if (!output.json) {
      out.println(line);
    }
  }

  /** The run's own thread does the cleaning up; the process waits for it within bounds. */
  private Thread stopOnSignal(Thread run, EvolveSettings settings) {
    Thread hook =
        new Thread(
            () -> {
              run.interrupt();
              try {
                run.join(STOP_TIMEOUT.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              settings
                  .dataDir()
                  .ifPresent(
                      dir ->
                          err.println(
                              "stopped; the same command goes on where it was (" + dir + ")"));
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }
}
