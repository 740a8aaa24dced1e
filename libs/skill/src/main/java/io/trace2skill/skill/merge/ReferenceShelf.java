// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A skill whose reference files are short enough.
 *
 * @param skill the skill
 * @param parts for each file that was split: the paths of its parts, its own first
 */
record ReferenceShelf(SkillDirectory skill, Map<String, List<String>> parts) {

  private static final Pattern PART_NUMBER = Pattern.compile("\\s*\\(\\d+\\)$");

  /** Splits the reference files that have more lines than allowed. */
  static ReferenceShelf of(SkillDirectory skill, int maxLines) {
    // The end of the last line counts as the start of another one, as it does for the validator.
    ReferenceSplitter splitter = new ReferenceSplitter(maxLines - 1);
    Map<String, List<String>> parts = new LinkedHashMap<>();
    SkillDirectory shelf = skill;
    for (Map.Entry<String, String> file : skill.files().entrySet()) {
      if (ReferenceFiles.isReference(file.getKey())) {
        int next = ReferenceFiles.nextPart(file.getKey(), shelf.files().keySet());
        List<String> texts = splitter.split(file.getValue(), seriesTitle(file), next);
        if (texts.size() > 1) {
          List<String> paths = paths(file.getKey(), next, texts.size(), shelf);
          parts.put(file.getKey(), paths);
          for (int i = 0; i < texts.size(); i++) {
            shelf = shelf.with(paths.get(i), texts.get(i));
          }
        }
      }
    }
    return new ReferenceShelf(shelf, parts);
  }

  private static List<String> paths(String path, int next, int count, SkillDirectory shelf) {
    String series = ReferenceFiles.series(path, shelf.files().keySet());
    List<String> paths = new ArrayList<>(List.of(path));
    for (int i = 1; i < count; i++) {
      paths.add(ReferenceFiles.part(series, next + i - 1));
    }
    return paths;
  }

  private static String seriesTitle(Map.Entry<String, String> file) {
    return PART_NUMBER.matcher(title(file.getKey(), file.getValue())).replaceFirst("");
  }

  /** Returns the title of a reference file: its first heading, else its name. */
  static String title(String path, String text) {
    return MarkdownDocument.parse(text).sections().stream()
        .map(Section::title)
        .filter(title -> !title.isBlank())
        .findFirst()
        .orElseGet(() -> ReferenceFiles.name(path));
  }

  /** Returns the candidate in the part that holds its guidance. */
  Candidate locate(Candidate candidate) {
    return parts.getOrDefault(candidate.edit().file(), List.of()).stream()
        .filter(part -> holds(part, candidate.content()))
        .findFirst()
        .map(part -> candidate.withEdit(candidate.edit().withFile(part)))
        .map(this::withSection)
        .orElse(candidate);
  }

  private boolean holds(String path, String content) {
    List<String> lines = skill.file(path).orElse("").lines().toList();
    List<String> wanted = content.strip().lines().toList();
    return java.util.Collections.indexOfSubList(lines, wanted) >= 0;
  }

  /** A part has its own title; the section of the file that it was cut from may not be in it. */
  private Candidate withSection(Candidate candidate) {
    MarkdownDocument part = MarkdownDocument.parse(skill.file(candidate.edit().file()).orElse(""));
    boolean there =
        candidate.edit().targetSection().filter(s -> part.find(s).isPresent()).isPresent();
    return there || part.sections().isEmpty() || candidate.edit().targetSection().isEmpty()
        ? candidate
        : candidate.withEdit(candidate.edit().withTargetSection(part.sections().get(0).heading()));
  }

  /** Returns the line by which SKILL.md links the reference file. */
  String linkTo(String path) {
    String title = title(path, skill.file(path).orElse(""));
    return "- [" + HeadingText.of(title).title() + "](" + path + ")";
  }
}
