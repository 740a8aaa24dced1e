// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.ApplyReport;
import io.trace2skill.skill.apply.PatchApplier;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.Section;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides in which file and section each edit is made.
 *
 * <p>Prevalence decides for guidance that is added to SKILL.md: with too little support it goes to
 * the reference file of its topic, the section that it was meant for. Corrections and deletions
 * stay where they are however rare, because the text that they are about is there; so does guidance
 * that links a reference file, because a link elsewhere leads nobody there.
 */
final class Placement {

  private static final String NO_TOPIC = "Notes";
  private static final String OWN_SECTION = "## Rarer cases";

  private final SkillDirectory base;
  private final Map<String, String> headings = new TreeMap<>();
  private final int minSupport;
  private final Set<MergeKey> overflow;

  /**
   * @param base the skill before
   * @param minSupport support from which on guidance stays in SKILL.md
   * @param overflow guidance that SKILL.md has no room for
   */
  Placement(SkillDirectory base, int minSupport, Set<MergeKey> overflow) {
    this.minSupport = minSupport;
    this.overflow = overflow;
    this.base = base;
    base.files().forEach(this::index);
  }

  private void index(String path, String text) {
    List<Section> found = MarkdownDocument.parse(text).sections();
    if (found.size() == 1) {
      headings.put(path, found.get(0).heading());
    } else if (found.size() > 1) {
      // Appended to the whole file it would end up in whatever section comes last.
      headings.put(path, OWN_SECTION);
    }
  }

  /**
   * Returns the edits as they are to be made.
   *
   * @param candidates edits in canonical order
   */
  List<Candidate> place(List<Candidate> candidates) {
    List<Candidate> placed = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean moves = isRare(candidate) || overflow.contains(candidate.key());
      Optional<String> topic = moves ? topic(candidate.edit()) : Optional.empty();
      placed.add(
          candidate.withEdit(
              topic.map(title -> inReference(candidate.edit(), title)).orElse(candidate.edit())));
    }
    return placed;
  }

  /** Returns whether the edit may go to a reference file. */
  static boolean isMovable(Edit edit) {
    return edit.file().equals(SkillDirectory.SKILL_MD)
        && GuidanceText.isAddedBy(edit)
        && !GuidanceText.body(edit).isEmpty()
        && ReferenceFiles.mentionedIn(edit.content().orElse("")).isEmpty();
  }

  private boolean isRare(Candidate candidate) {
    return candidate.support() < minSupport;
  }

  private Edit inReference(Edit edit, String topic) {
    String path = ReferenceFiles.lastPart(ReferenceFiles.pathFor(topic), base.files().keySet());
    return new Edit(
        path,
        EditOp.APPEND_TO_SECTION,
        Optional.of(headings.computeIfAbsent(path, p -> "# " + topic)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(GuidanceText.body(edit)),
        Optional.empty(),
        edit.ground());
  }

  /** Returns the title of the section that the edit is meant for; empty if it cannot move. */
  private Optional<String> topic(Edit edit) {
    if (!isMovable(edit)) {
      return Optional.empty();
    }
    return switch (edit.op()) {
      case ADD_SECTION -> HeadingText.ofLine(GuidanceText.heading(edit)).map(HeadingText::title);
      case APPEND_TO_SECTION ->
          edit.targetSection()
              .map(s -> HeadingText.of(s).title())
              .filter(title -> !title.isBlank());
      default -> sectionOfAnchor(edit);
    };
  }

  /** An anchor that cannot be found has no topic: the edit stays, and is reported as unplaced. */
  private Optional<String> sectionOfAnchor(Edit edit) {
    ApplyReport report = new PatchApplier().apply(base, List.of(edit));
    if (report.applied().isEmpty()) {
      return Optional.empty();
    }
    MarkdownDocument before = document(base);
    int line = firstDifference(before.lines(), document(report.skill()).lines());
    return before
        .sectionAt(Math.max(0, line - 1))
        .map(Section::title)
        .or(() -> Optional.of(NO_TOPIC));
  }

  private static MarkdownDocument document(SkillDirectory skill) {
    return MarkdownDocument.parse(skill.file(SkillDirectory.SKILL_MD).orElse(""));
  }

  private static int firstDifference(List<Line> before, List<Line> after) {
    int line = 0;
    while (line < Math.min(before.size(), after.size())
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return line;
  }
}
