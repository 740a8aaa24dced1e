// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import static io.trace2skill.cli.report.Html.escape;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.cli.report.Report.Dropped;
import io.trace2skill.cli.report.Report.LearnedEdit;
import io.trace2skill.cli.run.EvolveResult.Counts;
import io.trace2skill.cli.run.EvolveResult.Unread;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The report as one page that needs nothing else, for someone who was not there. */
final class ReportPage {

  private static final String STYLE = "report.css";

  private final Report report;
  private final Parser markdown = Parser.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  ReportPage(Report report) {
    this.report = report;
  }

  String html() {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(escape("Evolution of " + report.skill()), style(), body());
  }

  private String body() {
    return header() + learned() + tree() + dropped() + unread() + diff() + footer();
  }

  private String header() {
    Counts counts = report.counts();
    String outcome =
        report
            .snapshot()
            .map(
                s ->
                    "Version %d, from %d lessons of %d trajectories."
                        .formatted(s.version(), report.edits().size(), counts.patched()))
            .orElseGet(() -> "No version: " + report.nothingBecause().orElse("") + ".");
    return """
        <header><p class="kind">Skill evolution</p><h1>%s</h1><p class="lead">%s</p></header>
        <section aria-label="The books"><div class="cards">%s%s%s%s%s</div>
        <p class="note">Of %d that were read, %d were accepted and %d could not be used. %d failed \
        and %d succeeded. Accepted = patched + no lesson + failed + pending: %d = %d + %d + %d + %d.\
        </p></section>
        """
        .formatted(
            escape(report.skill()),
            escape(outcome),
            card(counts.read(), "read"),
            card(counts.patched(), "patched"),
            card(counts.noLesson(), "no lesson"),
            card(counts.failed(), "analyses failed"),
            card(report.edits().size(), "lessons in the skill"),
            counts.read(),
            counts.accepted(),
            counts.deadLettered(),
            counts.failures(),
            counts.successes(),
            counts.accepted(),
            counts.patched(),
            counts.noLesson(),
            counts.failed(),
            counts.pending());
  }

  private static String card(long number, String label) {
    return "<div class=\"card\"><b>%d</b><span>%s</span></div>".formatted(number, escape(label));
  }

  private String learned() {
    if (report.edits().isEmpty()) {
      return "";
    }
    Map<String, List<LearnedEdit>> byFile =
        report.edits().stream()
            .collect(Collectors.groupingBy(LearnedEdit::file, TreeMap::new, Collectors.toList()));
    StringBuilder html = new StringBuilder("<section><h2>What was learned</h2>\n");
    byFile.forEach(
        (file, edits) -> {
          html.append("<h3><code>")
              .append(escape(file))
              .append("</code></h3>\n<ul class=\"edits\">");
          edits.forEach(edit -> html.append(edit(edit)));
          html.append("</ul>\n");
        });
    return html.append("</section>\n").toString();
  }

  private String edit(LearnedEdit edit) {
    return """
        <li><span class="support" title="distinct trajectories">%d</span><div>%s\
        <details><summary>%s · %s</summary><p class="ids">%s</p></details></div></li>
        """
        .formatted(
            edit.support(),
            rendered(edit.text()),
            escape(edit.section().map(s -> s.replaceFirst("^#+\\s*", "")).orElse(edit.op())),
            escape(edit.support() == 1 ? "1 trajectory" : edit.support() + " trajectories"),
            ids(edit));
  }

  private static String ids(LearnedEdit edit) {
    String ground =
        edit.ground()
            .map(g -> "<b>" + escape(g.kind()) + "</b> " + escape(g.signature()) + "<br>")
            .orElse("");
    return ground
        + edit.trajectories().stream()
            .map(id -> "<code>" + escape(id) + "</code>")
            .collect(Collectors.joining(" "));
  }

  /** Renders a lesson's Markdown, in which HTML is text and links are checked. */
  private String rendered(String text) {
    return renderer.render(markdown.parse(text));
  }

  private String tree() {
    String picture =
        new MergeTreePicture(
                report.windows().stream().mapToLong(Report.Window::patched).sum(),
                report.mergesByLevel())
            .svg();
    return picture.isEmpty()
        ? ""
        : "<section><h2>How patches were merged</h2><div class=\"tree\">%s</div></section>\n"
            .formatted(picture);
  }

  private String dropped() {
    if (report.dropped().isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    for (Dropped drop : report.dropped()) {
      rows.append(row(drop.reason(), drop.detail(), drop.file(), drop.text(), drop.support()));
    }
    return table(
        "Proposed and not taken",
        List.of("reason", "detail", "file", "text", "support"),
        rows.toString());
  }

  private String unread() {
    if (report.deadLetters().isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    for (Unread unread : report.deadLetters()) {
      rows.append(row(unread.origin(), unread.cause(), unread.reason()));
    }
    return table("Could not be read", List.of("where", "what", "why"), rows.toString());
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (Object cell : cells) {
      row.append("<td>").append(escape(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  private static String table(String title, List<String> columns, String rows) {
    String head =
        columns.stream()
            .map(column -> "<th scope=\"col\">" + escape(column) + "</th>")
            .collect(Collectors.joining());
    return """
        <section><h2>%s</h2><div class="scroll"><table><thead><tr>%s</tr></thead>
        <tbody>%s</tbody></table></div></section>
        """
        .formatted(escape(title), head, rows);
  }

  private String diff() {
    Optional<SkillDirectory> evolved = report.evolved();
    if (evolved.isEmpty()) {
      return "";
    }
    SkillDirectory base = report.base().orElseGet(() -> SkillDirectory.of(Map.of()));
    String lines =
        SkillDiff.lines(base, evolved.get()).stream()
            .map(ReportPage::diffLine)
            .collect(Collectors.joining());
    return "<section><h2>%s</h2><pre class=\"diff\">%s</pre></section>\n"
        .formatted(report.base().isPresent() ? "Against the base" : "The new skill", lines);
  }

  private static String diffLine(String line) {
    String kind =
        line.startsWith("@@") || line.startsWith("+++") || line.startsWith("---")
            ? "at"
            : line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "";
    return "<span class=\"%s\">%s</span>\n".formatted(kind, escape(line));
  }

  private String footer() {
    return "<footer><p>Engine <code>%s</code>. %s</p></footer>\n"
        .formatted(
            escape(report.engine()),
            escape(
                report.timings().entrySet().stream()
                    .map(entry -> "%s %.2f s".formatted(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", "))));
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is missing from this build");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
