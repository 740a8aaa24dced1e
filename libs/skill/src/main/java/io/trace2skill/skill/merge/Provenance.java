// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.Chunk;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which edits stand behind the lines of a skill. Computed from what a snapshot holds, so that it
 * can be told long after the evolution. Lines of the base, and lines that only hold the skill
 * together (headings of new sections, links to new reference files, blank lines), have no edit.
 *
 * @param lines by file and line number, from 1: the positions in the list of applied edits
 */
public record Provenance(SortedMap<String, SortedMap<Integer, SortedSet<Integer>>> lines) {

  public Provenance {
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
  }

  /**
   * Returns who stands behind the lines that are new in the skill.
   *
   * @param base the skill before
   * @param skill the skill after
   * @param applied the edits that made it, as applied
   */
  public static Provenance of(
      SkillDirectory base, SkillDirectory skill, List<SourcedEdit> applied) {
    SortedMap<String, SortedMap<Integer, SortedSet<Integer>>> lines = new TreeMap<>();
    Map<String, NewText> texts = new TreeMap<>();
    for (int i = 0; i < applied.size(); i++) {
      String file = applied.get(i).edit().file();
      NewText text =
          texts.computeIfAbsent(
              file, path -> NewText.of(base.file(path).orElse(""), skill.file(path).orElse("")));
      for (int line : text.linesOf(applied.get(i).edit())) {
        lines
            .computeIfAbsent(file, path -> new TreeMap<>())
            .computeIfAbsent(line, number -> new TreeSet<>())
            .add(i);
      }
    }
    return new Provenance(lines);
  }

  /** Returns the positions of the edits behind the line, from 1; empty for a line without one. */
  public SortedSet<Integer> editsOf(String file, int line) {
    return lines
        .getOrDefault(file, Collections.emptySortedMap())
        .getOrDefault(line, Collections.emptySortedSet());
  }

  /**
   * A file after its change.
   *
   * @param document the file
   * @param lines its lines, without white space around them
   * @param added positions of the lines that are new, from 0
   */
  private record NewText(MarkdownDocument document, List<String> lines, SortedSet<Integer> added) {

    static NewText of(String before, String after) {
      List<String> lines = stripped(MarkdownDocument.parse(after));
      SortedSet<Integer> added = new TreeSet<>();
      DiffUtils.diff(stripped(MarkdownDocument.parse(before)), lines).getDeltas().stream()
          .map(delta -> delta.getTarget())
          .forEach(target -> addPositions(target, added));
      return new NewText(MarkdownDocument.parse(after), lines, added);
    }

    private static List<String> stripped(MarkdownDocument document) {
      return document.lines().stream().map(line -> line.text().strip()).toList();
    }

    private static void addPositions(Chunk<String> chunk, SortedSet<Integer> positions) {
      for (int i = 0; i < chunk.size(); i++) {
        positions.add(chunk.getPosition() + i);
      }
    }

    /**
     * Returns the numbers, from 1, of the lines that hold the content of the edit. A heading that
     * was there already is left out when an edit is made, so it is looked for without one too. Of
     * content that the split of a file has cut, the first part counts.
     */
    SortedSet<Integer> linesOf(Edit edit) {
      List<String> content = lines(edit.content().orElse(""));
      boolean startsWithHeading =
          !content.isEmpty() && HeadingText.ofLine(content.get(0)).isPresent();
      String heading =
          edit.op() == EditOp.ADD_SECTION
              ? GuidanceText.heading(edit)
              : edit.targetSection().orElse("");
      boolean inline = edit.op() == EditOp.REPLACE_IN_SECTION;
      SortedSet<Integer> numbers = find(content, heading, inline);
      if (numbers.isEmpty() && startsWithHeading) {
        List<String> body = content.subList(1, content.size());
        numbers = find(lines(String.join("\n", body)), heading, inline);
      }
      for (int size = content.size() - 1; size > 0 && numbers.isEmpty(); size--) {
        numbers = find(content.subList(0, size), heading, inline);
      }
      return numbers;
    }

    private static List<String> lines(String text) {
      return text.strip().lines().map(String::strip).toList();
    }

    /** Of several equal places the one in the section counts, else the first. */
    private SortedSet<Integer> find(List<String> content, String heading, boolean inline) {
      SortedSet<Integer> best = new TreeSet<>();
      boolean inSection = false;
      for (int at = 0; at + content.size() <= lines.size() && !inSection; at++) {
        SortedSet<Integer> numbers =
            holds(at, content, inline) ? numbers(at, content) : new TreeSet<>();
        inSection = !numbers.isEmpty() && isIn(heading, at);
        if (inSection || best.isEmpty()) {
          best = numbers;
        }
      }
      return best;
    }

    private SortedSet<Integer> numbers(int at, List<String> content) {
      SortedSet<Integer> numbers = new TreeSet<>();
      for (int i = 0; i < content.size(); i++) {
        if (!content.get(i).isEmpty() && added.contains(at + i)) {
          numbers.add(at + i + 1);
        }
      }
      return numbers;
    }

    private boolean isIn(String heading, int line) {
      String title = HeadingText.of(heading).normalised();
      return document
          .sectionAt(line)
          .map(section -> HeadingText.of(section.heading()).normalised())
          .filter(title::equals)
          .isPresent();
    }

    /** An inline content may have the rest of a line before its first and after its last line. */
    private boolean holds(int at, List<String> content, boolean inline) {
      for (int i = 0; i < content.size(); i++) {
        String line = lines.get(at + i);
        boolean same = line.equals(content.get(i));
        if (!same && !(inline && holdsInline(line, content, i))) {
          return false;
        }
      }
      return true;
    }

    private static boolean holdsInline(String line, List<String> content, int i) {
      boolean first = i == 0;
      boolean last = i == content.size() - 1;
      if (first && last) {
        return line.contains(content.get(i));
      }
      return (first && line.endsWith(content.get(i))) || (last && line.startsWith(content.get(i)));
    }
  }
}
