// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.report;

import io.trace2skill.chaos.books.Violation;
import io.trace2skill.chaos.run.CampaignResult;
import io.trace2skill.chaos.run.CampaignResult.FaultOutcome;
import io.trace2skill.chaos.schedule.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A campaign's result for a person. */
public final class TextReport {

  private static final int MOST_VIOLATIONS = 20;

  private TextReport() {}

  /** Returns several lines. */
  public static String of(CampaignResult result) {
    StringBuilder text = new StringBuilder("\nFaults\n");
    result.faults().forEach(fault -> text.append(line(result, fault)));
    text.append("\nRecovery by kind: number, median, slowest\n");
    for (FaultKind kind : FaultKind.values()) {
      text.append(summary(kind, result.faults()));
    }
    text.append("\nEnds that nobody asked for: ").append(result.exits().size()).append('\n');
    result.exits().forEach(exit -> text.append("  ").append(exit).append('\n'));
    text.append(totals(result));
    text.append(verdict(result));
    return text.toString();
  }

  private static String line(CampaignResult result, FaultOutcome outcome) {
    Duration at = Duration.between(result.started(), outcome.fault().at());
    return String.format(
        Locale.ROOT,
        "%8.1f s  %-14s %-10s in flight %3d  recovered %s %s%n",
        seconds(at),
        outcome.fault().planned().kind(),
        outcome.fault().victim(),
        outcome.fault().inFlight(),
        outcome.fault().injected() ? text(outcome.recovery()) : "NOT INJECTED:",
        outcome.fault().note());
  }

  private static String summary(FaultKind kind, List<FaultOutcome> faults) {
    List<FaultOutcome> own =
        faults.stream()
            .filter(f -> f.fault().planned().kind() == kind && f.fault().injected())
            .toList();
    List<Duration> times = own.stream().flatMap(f -> f.recovery().stream()).sorted().toList();
    if (times.isEmpty()) {
      return String.format(Locale.ROOT, "  %-14s %3d%n", kind, own.size());
    }
    return String.format(
        Locale.ROOT,
        "  %-14s %3d  %6.1f s  %6.1f s%n",
        kind,
        own.size(),
        seconds(times.get(times.size() / 2)),
        seconds(times.get(times.size() - 1)));
  }

  private static String totals(CampaignResult result) {
    return String.format(
        Locale.ROOT,
        """

        Load           %.0f s, %.1f outcomes a second
        SIGKILLs       %d
        Trajectories   %d sent, %d outcomes, %d dead letters
        Versions       %d
        Model calls    %d billed, %d of them again; %d in flight at the strikes
        Settled        %s
        """,
        seconds(result.loaded()),
        result.outcomes() / Math.max(1, seconds(result.loaded())),
        result.kills(),
        result.sent(),
        result.outcomes(),
        result.deadLetters(),
        result.versions(),
        result.billed(),
        result.billedAgain(),
        result.inFlightAtStrikes(),
        text(result.settled()));
  }

  private static String verdict(CampaignResult result) {
    if (result.violations().isEmpty()) {
      return "\nPASSED: the books balance\n";
    }
    StringBuilder text =
        new StringBuilder("\nFAILED: " + result.violations().size() + " violations\n");
    for (Violation violation : result.violations().stream().limit(MOST_VIOLATIONS).toList()) {
      text.append("  ").append(violation).append('\n');
    }
    return text.toString();
  }

  private static String text(Optional<Duration> time) {
    return time.map(t -> String.format(Locale.ROOT, "%.1f s", seconds(t))).orElse("-");
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
