// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import java.io.PrintWriter;
import java.util.List;

/** Prints topics for a person. */
final class TopicTable {

  private static final String FORM = "%-7s  %-34s %10s %8s  %-8s %14s %10s%n";

  private final PrintWriter out;

  TopicTable(PrintWriter out) {
    this.out = out;
  }

  void print(List<TopicReport> reports) {
    out.printf(FORM, "", "topic", "partitions", "replicas", "cleanup", "retention.ms", "max.bytes");
    reports.forEach(this::row);
    reports.forEach(
        report ->
            report
                .findings()
                .forEach(finding -> out.println(report.name() + ": " + finding.text())));
  }

  private void row(TopicReport report) {
    if (report.actual().isEmpty()) {
      out.printf(FORM, report.verdict(), report.name(), "", "", "", "", "");
      return;
    }
    TopicState is = report.actual().get();
    out.printf(
        FORM,
        report.verdict(),
        report.name(),
        is.partitions(),
        is.replicas(),
        is.settings().getOrDefault("cleanup.policy", ""),
        is.settings().getOrDefault("retention.ms", ""),
        is.settings().getOrDefault("max.message.bytes", ""));
  }
}
