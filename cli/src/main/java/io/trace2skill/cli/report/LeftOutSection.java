// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import io.trace2skill.cli.report.Report.Dropped;
import io.trace2skill.cli.report.Report.Letter;
import io.trace2skill.cli.report.Report.TrajectoryEnd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What did not reach the skill, and why: edits, runs without a lesson, unusable records. */
final class LeftOutSection {

  private static final int MAX_ROWS = 200;

  private final Report report;

  LeftOutSection(Report report) {
    this.report = report;
  }

  void write(Html html) {
    html.open("section", "id", "left-out").element("h2", "What was left out, and why");
    dropped(html);
    runs(html, "no-lesson", "Runs that taught nothing");
    runs(html, "failed", "Analyses that failed");
    letters(html);
    notes(html);
    html.closeLine();
  }

  private void dropped(Html html) {
    html.element("h3", "Edits that were dropped");
    if (report.dropped().isEmpty()) {
      html.element("p", "None: every edit that was proposed is in the skill.", "class", "none");
      return;
    }
    html.open("ul", "class", "dropped");
    for (Dropped drop : report.dropped().subList(0, Math.min(MAX_ROWS, report.dropped().size()))) {
      html.open("li").element("span", drop.reason(), "class", "tag").text(" ");
      html.element("span", drop.detail());
      html.element("pre", drop.text().isEmpty() ? drop.op() : drop.text());
      html.open("p", "class", "ground");
      html.text(drop.op() + " in ").element("code", drop.file());
      html.text(", rests on " + Texts.count(drop.support(), "run", "runs") + ": ");
      html.text(shortened(drop.trajectories())).closeLine().closeLine();
    }
    html.closeLine();
    more(html, report.dropped().size());
  }

  private void runs(Html html, String result, String title) {
    Map<String, List<String>> byReason =
        report.trajectories().stream()
            .filter(end -> end.result().equals(result))
            .collect(
                Collectors.groupingBy(
                    TrajectoryEnd::reason,
                    LinkedHashMap::new,
                    Collectors.mapping(TrajectoryEnd::id, Collectors.toList())));
    if (byReason.isEmpty()) {
      return;
    }
    html.element("h3", title).open("ul");
    byReason.entrySet().stream()
        .limit(MAX_ROWS)
        .forEach(
            reason -> {
              html.open("li").open("details").open("summary");
              html.element("b", Texts.number(reason.getValue().size())).text(": ");
              html.text(reason.getKey()).closeLine();
              html.element("p", shortened(reason.getValue()), "class", "ids");
              html.close().closeLine();
            });
    html.closeLine();
    more(html, byReason.size());
  }

  private void letters(Html html) {
    if (report.deadLetters().isEmpty()) {
      return;
    }
    html.element("h3", "Records that could not be used").open("table").open("thead").open("tr");
    html.element("th", "where", "scope", "col").element("th", "why", "scope", "col");
    html.close().closeLine().open("tbody");
    for (Letter letter :
        report.deadLetters().subList(0, Math.min(MAX_ROWS, report.deadLetters().size()))) {
      html.open("tr").open("td").element("code", letter.origin()).close();
      html.element("td", letter.reason()).closeLine();
    }
    html.close().closeLine();
    more(html, report.deadLetters().size());
  }

  private void notes(Html html) {
    if (report.notes().isEmpty()) {
      return;
    }
    html.element("h3", "What was added or moved to make a valid skill").open("ul");
    report.notes().stream().limit(MAX_ROWS).forEach(note -> html.element("li", note));
    html.closeLine();
    more(html, report.notes().size());
  }

  private static void more(Html html, int all) {
    if (all > MAX_ROWS) {
      html.element("p", "and " + Texts.number(all - MAX_ROWS) + " more: report.json lists them");
    }
  }

  private static String shortened(List<String> ids) {
    String shown = ids.stream().limit(MAX_ROWS).collect(Collectors.joining(", "));
    return ids.size() > MAX_ROWS ? shown + ", and " + (ids.size() - MAX_ROWS) + " more" : shown;
  }
}
