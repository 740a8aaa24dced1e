// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import io.trace2skill.cli.report.Report.Basis;
import io.trace2skill.cli.report.Report.Counts;
import io.trace2skill.cli.report.Report.Dropped;
import io.trace2skill.cli.report.Report.FileEntry;
import io.trace2skill.cli.report.Report.LearnedEdit;
import io.trace2skill.cli.report.Report.Letter;
import io.trace2skill.cli.report.Report.Model;
import io.trace2skill.cli.report.Report.ModelUse;
import io.trace2skill.cli.report.Report.Result;
import io.trace2skill.cli.report.Report.Settings;
import io.trace2skill.cli.report.Report.Snapshot;
import io.trace2skill.cli.report.Report.Timings;
import io.trace2skill.cli.report.Report.TrajectoryEnd;
import io.trace2skill.cli.report.Report.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports for tests. */
final class Reports {

  private static final ModelUse ANALYSES =
      new ModelUse(7, 12_345, 9_000, 600, new BigDecimal("0.012345"));
  private static final ModelUse MERGES = new ModelUse(3, 1_000, 0, 90, new BigDecimal("0.001000"));
  private static final ModelUse BOTH =
      new ModelUse(10, 13_345, 9_000, 690, new BigDecimal("0.013345"));
  private static final ModelUse NONE = new ModelUse(0, 0, 0, 0, new BigDecimal("0.000000"));

  private Reports() {}

  /** Returns the report of a run that used no model. */
  static Report withoutModel() {
    Report report = published();
    return new Report(
        report.reportVersion(),
        report.tool(),
        report.skill(),
        report.result(),
        report.reason(),
        report.createdAt(),
        report.counts(),
        report.windows(),
        report.mergesByLevel(),
        report.edits(),
        report.dropped(),
        report.snapshot(),
        report.notes(),
        report.engine(),
        report.engineFingerprint(),
        report.mergerFingerprint(),
        report.settings(),
        new Model(NONE, NONE, NONE, 0),
        report.timings(),
        report.deadLetters(),
        report.trajectories());
  }

  static Report published() {
    return withLesson("- **Look at the keys** before you use one.", "KeyError: <value>");
  }

  /** Returns a report in which the given text comes wherever text from outside comes. */
  static Report withOutsideText(String text) {
    Report report = withLesson(text, text);
    return new Report(
        report.reportVersion(),
        report.tool(),
        report.skill(),
        report.result(),
        report.reason(),
        report.createdAt(),
        report.counts(),
        report.windows(),
        report.mergesByLevel(),
        List.of(
            new LearnedEdit(
                "SKILL.md",
                text,
                "append_to_section",
                text,
                1,
                List.of(text),
                new Basis(text, text),
                List.of(text))),
        List.of(
            new Dropped(
                text, text, text, text, text, text, 1, List.of(text), new Basis(text, text))),
        report.snapshot(),
        List.of(text),
        report.engine(),
        text,
        text,
        report.settings(),
        report.model(),
        report.timings(),
        List.of(new Letter(text, "import", "malformed", text)),
        List.of(new TrajectoryEnd(text, "failure", "failed", text, false, null)));
  }

  private static Report withLesson(String lesson, String signature) {
    return new Report(
        Report.VERSION,
        "trace2skill 1",
        "spreadsheets",
        Result.PUBLISHED,
        null,
        "2026-01-02T03:04:05Z",
        new Counts(9, 7, 6, 2, 1, 0, 1, 0, 0, 1),
        List.of(
            new Window(
                1,
                "2026-01-02T03:04:00Z",
                "command",
                6,
                1,
                0,
                0,
                List.of(1, 1),
                5,
                1,
                2,
                ANALYSES,
                MERGES,
                2L,
                null)),
        List.of(1, 1),
        List.of(
            new LearnedEdit(
                "SKILL.md",
                "## Errors",
                "append_to_section",
                lesson,
                3,
                List.of("r1", "r2", "r3"),
                new Basis("tool-error", signature),
                List.of("- Look before you index."))),
        List.of(
            new Dropped(
                "conflict",
                "the same lines were changed by an edit with more support",
                "SKILL.md",
                "## Rules",
                "replace_in_section",
                "- Never do this.",
                1,
                List.of("r4"),
                null)),
        new Snapshot(
            2,
            "abc",
            "def",
            1L,
            "2026-01-02T03:04:04Z",
            List.of(new FileEntry("SKILL.md", 120, 9, "fed"))),
        List.of("Section '## Errors' was missing in SKILL.md and was created."),
        "rules",
        "rules/1",
        "rules/2",
        new Settings("both", 5, 3, 128, "auto", new TreeMap<>(Map.of("analyst-model", "m"))),
        new Model(BOTH, ANALYSES, MERGES, 1),
        new Timings(1.5, 2.25, 0.125, 1.0, 0.5, 3.0),
        List.of(new Letter("not valid JSON: line 2", "import", "malformed", "runs.jsonl:2")),
        List.of(
            new TrajectoryEnd("r1", "failure", "patched", "", true, ANALYSES),
            new TrajectoryEnd("r7", "success", "no-lesson", "nothing repeats", false, null)));
  }
}
