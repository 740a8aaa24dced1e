// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import io.trace2skill.cli.report.Report.LearnedEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was learned: each line of the new version with the evidence behind it. */
final class LessonsSection {

  private static final int MAX_RUNS = 200;

  private final LessonText lessons = new LessonText();
  private final Report report;
  private final Map<String, String> outcomes;

  LessonsSection(Report report) {
    this.report = report;
    this.outcomes = new LinkedHashMap<>();
    report.trajectories().forEach(end -> outcomes.put(end.id(), end.outcome()));
  }

  void write(Html html) {
    html.open("section", "id", "learned").element("h2", "What was learned");
    if (report.edits().isEmpty()) {
      html.element("p", "Nothing new: no edit reached the skill.", "class", "none");
    }
    byFile()
        .forEach(
            (file, edits) -> {
              html.open("h3").element("code", file).text(" ");
              html.element("small", where(file, edits.size())).closeLine();
              html.open("ol", "class", "lessons");
              edits.forEach(edit -> lesson(html, edit));
              html.closeLine();
            });
    html.closeLine();
  }

  private String where(String file, int lessons) {
    String count = Texts.count(lessons, "edit", "edits");
    return file.equals("SKILL.md")
        ? count + ", read by every agent that loads the skill"
        : count + ", looked up when needed";
  }

  /** SKILL.md first, then the reference files; inside a file the best supported first. */
  private Map<String, List<LearnedEdit>> byFile() {
    Map<String, List<LearnedEdit>> files = new LinkedHashMap<>();
    files.put("SKILL.md", new ArrayList<>());
    report.edits().stream()
        .sorted(Comparator.comparing(LearnedEdit::file))
        .forEach(edit -> files.computeIfAbsent(edit.file(), f -> new ArrayList<>()).add(edit));
    files.values().removeIf(List::isEmpty);
    return files;
  }

  private void lesson(Html html, LearnedEdit edit) {
    html.open("li");
    evidence(html, edit.support());
    html.open("div", "class", "lesson");
    html.open("p", "class", "place");
    html.element("span", operation(edit.op()));
    if (edit.section() != null) {
      html.text(" ").element("b", edit.section().replaceFirst("^#+\\s*", ""));
    }
    html.closeLine();
    html.open("div", "class", "text").trusted(lessons.toHtml(edit.text())).closeLine();
    if (edit.ground() != null) {
      html.open("p", "class", "ground").element("span", edit.ground().kind(), "class", "tag");
      html.text(" ").element("code", edit.ground().signature()).closeLine();
    }
    runs(html, edit);
    wordings(html, edit);
    html.close().closeLine();
  }

  private void evidence(Html html, int support) {
    long all = Math.max(1, report.counts().accepted());
    double share = 100.0 * support / all;
    html.open("div", "class", "evidence");
    html.element("strong", Texts.number(support));
    html.text(support == 1 ? " run" : " runs");
    html.open("span", "class", "bar", "aria-hidden", "true")
        .empty("i", "style", String.format(Locale.ROOT, "width:%.1f%%", Math.max(2, share)))
        .close();
    html.element("small", String.format(Locale.ROOT, "%.0f %% of %s", share, Texts.number(all)));
    html.closeLine();
  }

  private void runs(Html html, LearnedEdit edit) {
    html.open("details").open("summary");
    html.text("The " + Texts.count(edit.support(), "run", "runs") + " behind it").closeLine();
    html.open("ul", "class", "runs");
    for (String id : edit.trajectories().subList(0, Math.min(MAX_RUNS, edit.support()))) {
      String outcome = outcomes.getOrDefault(id, "unknown");
      html.open("li", "class", outcome).element("code", id).text(" ");
      html.element("small", outcome).closeLine();
    }
    html.closeLine();
    if (edit.support() > MAX_RUNS) {
      String more = Texts.number(edit.support() - (long) MAX_RUNS);
      html.element("p", "and " + more + " more: report.json lists them all");
    }
    html.closeLine();
  }

  private static void wordings(Html html, LearnedEdit edit) {
    if (edit.otherWordings().isEmpty()) {
      return;
    }
    html.open("details").open("summary");
    html.text(Texts.count(edit.otherWordings().size(), "other wording", "other wordings"));
    html.closeLine().open("ul");
    edit.otherWordings().forEach(wording -> html.element("li", wording));
    html.close().closeLine();
  }

  private static String operation(String op) {
    return switch (op) {
      case "append_to_section" -> "Added to";
      case "add_section" -> "New section";
      case "replace_in_section" -> "Replaced in";
      case "delete_section" -> "Deleted section";
      case "create" -> "New file";
      case "delete_file" -> "Deleted file";
      default -> "Inserted in";
    };
  }
}
