// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.patch.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A skill whose reference files are short enough, and where to find in it what was split. */
final class ReferenceShelf {

  private static final Pattern PART_NUMBER = Pattern.compile("\\s*\\(\\d+\\)$");

  private final ReferenceSplitter splitter;
  private final Map<String, List<String>> parts = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Part>>> partsByLine = new HashMap<>();
  private SkillDirectory skill;

  /** One file of several that were one. */
  private record Part(String path, MarkdownDocument document, List<String> lines) {

    static Part of(String path, String text) {
      MarkdownDocument document = MarkdownDocument.parse(text);
      return new Part(path, document, document.lines().stream().map(Line::text).toList());
    }
  }

  /**
   * Splits the reference files that have more lines than allowed.
   *
   * @param maxLines most lines, counted as the validator does: the end of the last line starts
   *     another one
   */
  ReferenceShelf(SkillDirectory unsplit, int maxLines) {
    this.splitter = new ReferenceSplitter(maxLines - 1);
    this.skill = unsplit;
    unsplit.files().keySet().stream().filter(ReferenceFiles::isReference).forEach(this::split);
  }

  private void split(String path) {
    String text = skill.file(path).orElse("");
    int next = ReferenceFiles.nextPart(path, skill.files().keySet());
    List<String> texts =
        splitter.split(text, PART_NUMBER.matcher(title(path)).replaceFirst(""), next);
    if (texts.size() == 1) {
      return;
    }
    String series = ReferenceFiles.series(path, skill.files().keySet());
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      paths.add(i == 0 ? path : ReferenceFiles.part(series, next + i - 1));
      skill = skill.with(paths.get(i), texts.get(i));
      index(path, Part.of(paths.get(i), texts.get(i)));
    }
    parts.put(path, paths);
  }

  private void index(String path, Part part) {
    Map<String, List<Part>> byLine = partsByLine.computeIfAbsent(path, p -> new HashMap<>());
    part.lines().forEach(line -> byLine.computeIfAbsent(line, l -> new ArrayList<>()).add(part));
  }

  /** Returns the skill with its files split. */
  SkillDirectory skill() {
    return skill;
  }

  /** Returns, for each file that was split, the paths of its parts, its own first. */
  Map<String, List<String>> parts() {
    return parts;
  }

  /** Returns the candidate in the part that holds its guidance, or the start of it. */
  Candidate locate(Candidate candidate) {
    List<String> wanted = candidate.content().strip().lines().toList();
    if (wanted.isEmpty()) {
      return candidate;
    }
    List<Part> starts =
        partsByLine
            .getOrDefault(candidate.edit().file(), Map.of())
            .getOrDefault(wanted.get(0), List.of());
    return starts.stream()
        .filter(part -> Collections.indexOfSubList(part.lines(), wanted) >= 0)
        .findFirst()
        .or(() -> starts.stream().findFirst())
        .map(part -> candidate.withEdit(inPart(candidate.edit(), part)))
        .orElse(candidate);
  }

  /** A part has its own title; the section of the file that it was cut from may not be in it. */
  private static Edit inPart(Edit edit, Part part) {
    Edit moved = edit.withFile(part.path());
    boolean there = edit.targetSection().flatMap(part.document()::find).isPresent();
    return there || edit.targetSection().isEmpty()
        ? moved
        : part.document().sections().stream()
            .findFirst()
            .map(section -> moved.withTargetSection(section.heading()))
            .orElse(moved);
  }

  /** Returns the line by which SKILL.md links the reference file. */
  String linkTo(String path) {
    return "- [" + title(path) + "](" + path + ")";
  }

  /** Returns the first heading of the file, else its name. */
  private String title(String path) {
    return MarkdownDocument.parse(skill.file(path).orElse("")).sections().stream()
        .map(Section::title)
        .filter(title -> !title.isBlank())
        .findFirst()
        .orElseGet(() -> ReferenceFiles.name(path));
  }
}
