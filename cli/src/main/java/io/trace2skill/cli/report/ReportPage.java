// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.cli.report.Report.Counts;
import io.trace2skill.cli.report.Report.Result;
import io.trace2skill.cli.report.Report.Snapshot;
import io.trace2skill.skill.SkillDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes a report as one page that needs nothing else: no script, no font, no network. Readable by
 * someone who was not there.
 */
public final class ReportPage {

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final String css;

  public ReportPage() {
    css = resource("report.css");
  }

  /**
   * Returns the text of {@code report.html}.
   *
   * @param before the skill that the run started from; without files for a skill from scratch
   * @param after the published version; the same as before when nothing was published
   */
  public String write(Report report, SkillDirectory before, SkillDirectory after) {
    Html html = new Html();
    html.trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(html, report);
    html.open("body");
    header(html, report);
    html.open("main");
    new LessonsSection(report).write(html);
    BooksSection books = new BooksSection(report);
    books.writeTree(html);
    new LeftOutSection(report).write(html);
    books.writeBooks(html);
    new CostSection(report).write(html);
    if (report.result() == Result.PUBLISHED) {
      new DiffSection(before, after).write(html);
    }
    html.closeLine();
    footer(html, report);
    return html.close().closeLine().build();
  }

  private void head(Html html, Report report) {
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", report.skill() + ": what was learned");
    html.open("style").trusted(css).close().closeLine();
  }

  private static void header(Html html, Report report) {
    Snapshot snapshot = report.snapshot();
    html.open("header").element("p", "Trace2Skill report", "class", "kicker");
    html.element("h1", report.skill());
    html.element("p", verdict(report), "class", "verdict " + resultClass(report));
    Counts counts = report.counts();
    html.open("dl", "class", "figures");
    figure(html, counts.accepted(), "runs analysed", "of " + Texts.number(counts.read()) + " read");
    figure(html, counts.patched(), "taught something", share(counts.patched(), counts.accepted()));
    figure(html, report.edits().size(), "edits in the skill", inSkill(report));
    figure(html, report.dropped().size(), "edits dropped", "each with a reason");
    html.closeLine();
    html.open("nav", "aria-label", "Sections");
    link(html, "learned", "What was learned");
    if (!report.mergesByLevel().isEmpty()) {
      link(html, "tree", "How it was merged");
    }
    link(html, "left-out", "What was left out");
    link(html, "books", "The books");
    if (!new CostSection(report).isEmpty()) {
      link(html, "cost", "The model");
    }
    if (snapshot != null) {
      link(html, "diff", "What changed");
    }
    html.close().closeLine();
  }

  private static String verdict(Report report) {
    Snapshot snapshot = report.snapshot();
    if (snapshot == null) {
      return "Nothing was published: " + Objects.requireNonNullElse(report.reason(), "no reason");
    }
    String from =
        snapshot.parentVersion() == null
            ? "created from scratch"
            : "deepens version " + snapshot.parentVersion();
    return "Version "
        + snapshot.version()
        + " was published; it "
        + (snapshot.parentVersion() == null ? "was " : "")
        + from
        + ".";
  }

  private static String resultClass(Report report) {
    return report.result() == Result.PUBLISHED ? "published" : "nothing";
  }

  private static String inSkill(Report report) {
    long direct = report.edits().stream().filter(e -> e.file().equals("SKILL.md")).count();
    return Texts.number(direct)
        + " in SKILL.md, "
        + Texts.number(report.edits().size() - direct)
        + " in references";
  }

  private static String share(long part, long all) {
    return String.format(Locale.ROOT, "%.0f %% of the runs", all == 0 ? 0.0 : 100.0 * part / all);
  }

  private static void figure(Html html, long number, String what, String note) {
    html.open("div").element("dt", what).element("dd", Texts.number(number));
    html.element("dd", note, "class", "note").closeLine();
  }

  private static void link(Html html, String id, String text) {
    html.element("a", text, "href", "#" + id).text(" ");
  }

  private static void footer(Html html, Report report) {
    html.open("footer").open("p");
    html.text(report.tool() + ", engine " + report.engineFingerprint() + ", " + report.createdAt());
    html.text("; took " + Texts.seconds(report.timings().total()) + ".").closeLine();
    html.open("p");
    html.text("Signals: " + report.settings().signals() + ". Fan-in: " + report.settings().fanIn());
    html.text(". An edit needs " + Texts.count(report.settings().minSupport(), "run", "runs"));
    html.text(" for SKILL.md; below that it goes to references. ");
    if (report.snapshot() != null) {
      html.text("Digest ").element("code", report.snapshot().digest());
    }
    html.close().closeLine();
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
