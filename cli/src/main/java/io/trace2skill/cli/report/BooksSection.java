// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import io.trace2skill.cli.report.Report.Counts;
import io.trace2skill.cli.report.Report.Window;
import java.util.stream.Collectors;

/** Where everything that was read went, and how the patches were merged. */
final class BooksSection {

  private final Report report;

  BooksSection(Report report) {
    this.report = report;
  }

  void writeTree(Html html) {
    if (report.windows().isEmpty()) {
      return;
    }
    Window last = report.windows().get(report.windows().size() - 1);
    if (last.patched() == 0) {
      return;
    }
    MergeTreePicture tree = new MergeTreePicture((int) last.patched(), last.fanIn());
    html.open("section", "id", "tree").element("h2", "How it was merged");
    html.element(
        "p",
        tree.description()
            + " A merge joins what says the same and keeps the list of runs; a group of one passes"
            + " up without a merge (hollow).");
    html.open("figure");
    tree.write(html);
    html.closeLine().closeLine();
  }

  void writeBooks(Html html) {
    Counts counts = report.counts();
    html.open("section", "id", "books").element("h2", "The books");
    html.element("p", "Everything that was read is found again here.");
    html.open("table");
    head(html, "Records", "", "");
    row(html, counts.read(), "read", "");
    row(html, counts.deadLettered(), "refused", "with a reason, see above");
    row(html, counts.duplicates(), "repeated", "the same run, read before");
    row(html, counts.accepted(), "accepted", "= read - refused - repeated");
    html.closeLine().closeLine();
    html.open("table");
    head(html, "Accepted runs", "", "");
    row(html, counts.patched(), "proposed a patch", "");
    row(html, counts.noLesson(), "taught nothing", "with a reason, see above");
    row(html, counts.failed(), "failed", "the analysis itself, with its cause");
    row(html, counts.pending(), "pending", "without an outcome yet");
    html.closeLine().closeLine();
    windows(html);
    html.closeLine();
  }

  private void windows(Html html) {
    if (report.windows().isEmpty()) {
      return;
    }
    html.open("table");
    head(
        html,
        "Window",
        "closed by",
        "patches",
        "no lesson",
        "failed",
        "late",
        "merges by level",
        "came to");
    for (Window window : report.windows()) {
      html.open("tr").element("th", Texts.number(window.window()), "scope", "row");
      html.element("td", window.closedBy());
      html.element("td", Texts.number(window.patched()));
      html.element("td", Texts.number(window.noLesson()));
      html.element("td", Texts.number(window.failed()));
      html.element("td", Texts.number(window.late()));
      html.element("td", merges(window));
      html.element("td", outcome(window));
      html.closeLine();
    }
    html.closeLine().closeLine();
  }

  private static String merges(Window window) {
    return window.mergesByLevel().isEmpty()
        ? "none"
        : window.mergesByLevel().stream().map(Texts::number).collect(Collectors.joining(" + "));
  }

  private static String outcome(Window window) {
    return window.version() != null
        ? "version " + window.version()
        : String.valueOf(window.reason());
  }

  private static void head(Html html, String... titles) {
    html.open("thead").open("tr");
    for (String title : titles) {
      html.element("th", title, "scope", "col");
    }
    html.close().closeLine().open("tbody");
  }

  private static void row(Html html, long number, String what, String note) {
    html.open("tr").element("td", Texts.number(number), "class", "number");
    html.element("th", what, "scope", "row").element("td", note, "class", "note").closeLine();
  }
}
