// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.report.Report;
import io.trace2skill.cli.report.Report.LearnedEdit;
import io.trace2skill.cli.report.Report.ModelUse;
import io.trace2skill.cli.report.Report.Snapshot;
import java.io.PrintWriter;
import java.util.Locale;

/** The result of a run in a few lines, for a person. */
final class Summary {

  private static final int LESSONS_SHOWN = 5;
  private static final int LINE_CHARS = 100;

  private final PrintWriter out;

  Summary(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param lessons how many the bank has; 0 when none is made
   */
  void print(Report report, OutputPlan plan, int lessons) {
    Snapshot snapshot = report.snapshot();
    if (snapshot != null) {
      published(report, snapshot.version());
      if (plan.reportOnly()) {
        out.println("skill   not written (--report-only)");
      } else {
        out.println("skill   " + plan.skillDirectory().resolve("SKILL.md"));
      }
    }
    if (lessons > 0) {
      out.printf(Locale.ROOT, "bank    %s (%,d lessons)%n", plan.bank(), lessons);
    }
    if (report.model().total().calls() > 0) {
      model(report.model().total());
    }
    out.println("report  " + plan.reportHtml());
    out.println("        " + plan.reportJson());
    out.flush();
  }

  private void model(ModelUse use) {
    out.printf(
        Locale.ROOT,
        "model   %,d calls, %,d prompt tokens (%,d cached), %,d completion tokens",
        use.calls(),
        use.promptTokens(),
        use.cachedPromptTokens(),
        use.completionTokens());
    out.println(use.cost().signum() == 0 ? "" : ", cost " + use.cost().toPlainString());
  }

  private void published(Report report, long version) {
    out.printf(
        Locale.ROOT,
        "Version %d of %s: %,d edits, from %,d of %,d runs%n%n",
        version,
        report.skill(),
        report.edits().size(),
        report.counts().patched(),
        report.counts().accepted());
    for (LearnedEdit edit : report.edits().stream().limit(LESSONS_SHOWN).toList()) {
      String runs = edit.support() == 1 ? "run " : "runs";
      out.printf(Locale.ROOT, "%,6d %s  %s%n", edit.support(), runs, headline(edit));
    }
    if (report.edits().size() > LESSONS_SHOWN) {
      out.printf(Locale.ROOT, "        ... and %,d more%n", report.edits().size() - LESSONS_SHOWN);
    }
    out.println();
  }

  /** The first line of a lesson, without its Markdown marks. */
  private static String headline(LearnedEdit edit) {
    String line =
        edit.text()
            .lines()
            .map(text -> text.replaceFirst("^\\s*(?:#+|[-*+]|\\d+\\.)\\s+", "").strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(edit.op() + " " + edit.file())
            .replace("**", "")
            .replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LINE_CHARS ? line : line.substring(0, LINE_CHARS - 3) + "...";
  }
}
