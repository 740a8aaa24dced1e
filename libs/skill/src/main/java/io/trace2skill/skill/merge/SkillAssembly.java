// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.ApplyReport;
import io.trace2skill.skill.apply.EditStatus;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import io.trace2skill.skill.apply.NotAppliedReason;
import io.trace2skill.skill.apply.PatchApplier;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes placed edits: first those whose place is in the base, then guidance that is appended to
 * sections, which may be new, and in files that are opened for it. Guidance for one section is
 * appended as one block, in which equal texts stand once; a section that is missing is created. One
 * assembly makes one skill.
 */
final class SkillAssembly {

  /** The edits come in canonical order, and the applier keeps the order of equals. */
  private static final Comparator<Edit> IN_GIVEN_ORDER = Comparator.comparing(edit -> 0);

  private static final String REFERENCES_SECTION = "## References";

  private final PatchApplier applier = new PatchApplier();
  private final List<Candidate> made = new ArrayList<>();
  private final List<DroppedEdit> dropped = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final SkillDirectory base;
  private SkillDirectory skill;

  private SkillAssembly(SkillDirectory base) {
    this.base = base;
    this.skill = base;
  }

  /**
   * What came of the edits.
   *
   * @param skill the skill with the edits; not validated
   * @param made the edits that are in it, in canonical order
   * @param dropped the others
   * @param notes what was added beside the edits
   */
  record Assembled(
      SkillDirectory skill,
      List<Candidate> made,
      List<DroppedEdit> dropped,
      Collection<String> notes) {}

  /**
   * Returns the base with the edits made.
   *
   * @param placed edits as they are to be made, in canonical order
   * @param maxReferenceLines most lines of a reference file
   */
  static Assembled assemble(SkillDirectory base, List<Candidate> placed, int maxReferenceLines) {
    SkillAssembly assembly = new SkillAssembly(base);
    assembly.make(placed.stream().filter(candidate -> !isAppended(candidate)).toList());
    assembly.append(placed.stream().filter(SkillAssembly::isAppended).toList());
    assembly.shelve(maxReferenceLines);
    assembly.made.sort(Comparator.comparing(Candidate::source, RankedEdit.ORDER));
    return new Assembled(assembly.skill, assembly.made, assembly.dropped, assembly.notes);
  }

  /** Without content it has nothing to put into a block, and is reported by itself. */
  private static boolean isAppended(Candidate candidate) {
    return candidate.edit().op() == EditOp.APPEND_TO_SECTION && !candidate.content().isBlank();
  }

  private void make(List<Candidate> edits) {
    if (edits.isEmpty()) {
      return;
    }
    ApplyReport report =
        applier.apply(skill, edits.stream().map(Candidate::edit).toList(), IN_GIVEN_ORDER);
    skill = report.skill();
    for (int i = 0; i < edits.size(); i++) {
      record(edits.get(i), report.statuses().get(i));
    }
  }

  private void record(Candidate candidate, EditStatus status) {
    if (status instanceof NotApplied failed) {
      dropped.add(candidate.dropped(DropReason.valueOf(failed.reason().name()), failed.detail()));
    } else {
      made.add(candidate);
    }
  }

  private void append(List<Candidate> appends) {
    Map<SectionPlace, List<Candidate>> groups = new LinkedHashMap<>();
    appends.forEach(
        c -> groups.computeIfAbsent(SectionPlace.of(c.edit()), p -> new ArrayList<>()).add(c));
    groups.values().forEach(this::appendGroup);
  }

  /** One edit that fails must not take the others with it, so they are tried one by one then. */
  private void appendGroup(List<Candidate> group) {
    if (group.get(0).isMoved()) {
      open(group.get(0).edit());
    }
    String block = GuidanceText.join(group.stream().map(Candidate::content).toList());
    Optional<NotApplied> failure = appendBlock(group.get(0).edit().withContent(block));
    if (failure.isEmpty()) {
      made.addAll(group);
    } else if (group.size() == 1) {
      record(group.get(0), failure.get());
    } else {
      group.forEach(candidate -> appendGroup(List.of(candidate)));
    }
  }

  private void open(Edit edit) {
    if (skill.file(edit.file()).isEmpty()) {
      skill = skill.with(edit.file(), edit.targetSection().orElseThrow() + "\n");
    }
  }

  /** Splits what is too long, and links what was opened on the way. */
  private void shelve(int maxReferenceLines) {
    ReferenceShelf shelf = new ReferenceShelf(skill, maxReferenceLines);
    skill = shelf.skill();
    made.replaceAll(shelf::locate);
    SortedSet<String> opened = new TreeSet<>();
    made.stream().filter(Candidate::isMoved).forEach(moved -> opened.add(moved.edit().file()));
    shelf
        .parts()
        .forEach(
            (path, parts) -> {
              opened.addAll(parts);
              notes.add(path + " got too long and was split into " + parts.size() + " files.");
            });
    link(opened, shelf);
  }

  /** Links the files that were opened, and those that nothing has linked before. */
  private void link(Set<String> opened, ReferenceShelf shelf) {
    Set<String> linked = ReferenceFiles.linkedBy(skill);
    Set<String> linkedBefore = ReferenceFiles.linkedBy(base);
    List<String> links =
        skill.files().keySet().stream()
            .filter(ReferenceFiles::isReference)
            .filter(path -> !linked.contains(path) && !linkedBefore.contains(path))
            .map(path -> shelf.linkTo(path) + (opened.contains(path) ? ": rarer cases." : ""))
            .toList();
    if (!links.isEmpty()) {
      appendBlock(
          Edit.of(SkillDirectory.SKILL_MD, EditOp.APPEND_TO_SECTION)
              .withTargetSection(REFERENCES_SECTION)
              .withContent(GuidanceText.join(links)));
    }
  }

  private Optional<NotApplied> appendBlock(Edit edit) {
    Optional<NotApplied> failure = apply(edit);
    boolean noSection =
        failure.filter(f -> f.reason() == NotAppliedReason.UNPLACED).isPresent()
            && edit.targetSection().isPresent();
    if (!noSection) {
      return failure;
    }
    String heading = heading(edit.targetSection().get());
    if (skill.file(edit.file()).isPresent()) {
      notes.add("Section '" + heading + "' was missing in " + edit.file() + " and was created.");
      return apply(
          edit.withOp(EditOp.ADD_SECTION)
              .withContent(heading + "\n\n" + edit.content().orElse("")));
    }
    return failure;
  }

  private Optional<NotApplied> apply(Edit edit) {
    ApplyReport report = applier.apply(skill, List.of(edit));
    skill = report.skill();
    return report.notApplied().stream().findFirst();
  }

  private static String heading(String section) {
    HeadingText heading = HeadingText.of(section);
    return heading.level() == 0 ? "## " + heading.title() : section.strip();
  }

  /** A section of a file, however its heading is written. */
  private record SectionPlace(String file, String heading) {
    static SectionPlace of(Edit edit) {
      return new SectionPlace(
          edit.file(), HeadingText.of(edit.targetSection().orElse("")).normalised());
    }
  }
}
