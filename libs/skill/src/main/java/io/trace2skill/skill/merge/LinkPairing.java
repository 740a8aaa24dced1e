// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A reference file and the link to it live or die together, across patches: a file that nothing
 * links is never read, and a link without its file does not validate.
 *
 * @param kept the edits whose other half is there, in the given order
 * @param dropped the others, as {@link DropReason#UNPAIRED}
 */
record LinkPairing(List<Candidate> kept, List<DroppedEdit> dropped) {

  /** Pairs the edits with each other and with what the base has. */
  static LinkPairing of(List<Candidate> candidates, SkillDirectory base) {
    List<Candidate> kept = new ArrayList<>(candidates);
    List<DroppedEdit> dropped = new ArrayList<>();
    boolean again = true;
    while (again) {
      Halves halves = Halves.of(kept, base);
      List<Candidate> paired = new ArrayList<>();
      for (Candidate candidate : kept) {
        Optional<String> missing = halves.missingFor(candidate, kept);
        missing.ifPresent(what -> dropped.add(candidate.dropped(DropReason.UNPAIRED, what)));
        if (missing.isEmpty()) {
          paired.add(candidate);
        }
      }
      again = paired.size() < kept.size();
      kept = paired;
    }
    return new LinkPairing(kept, dropped);
  }

  /**
   * Returns the edits that tear a pair of the base apart: the deletion of a file that is still
   * linked, and the removal of a link whose file stays.
   *
   * @param made edits that were made
   * @param after the skill with them
   */
  static List<DroppedEdit> brokenBy(
      List<Candidate> made, SkillDirectory base, SkillDirectory after) {
    String before = base.file(SkillDirectory.SKILL_MD).orElse("");
    SortedSet<String> links = ReferenceFiles.linkedBy(after);
    SortedSet<String> unlinked = ReferenceFiles.linkedBy(base);
    unlinked.removeAll(links);
    unlinked.retainAll(after.files().keySet());
    List<DroppedEdit> broken = new ArrayList<>();
    for (Candidate candidate : made) {
      String file = candidate.edit().file();
      if (candidate.edit().op() == EditOp.DELETE_FILE && links.contains(file)) {
        broken.add(candidate.dropped(DropReason.UNPAIRED, "SKILL.md still links " + file));
      }
      removed(candidate, unlinked, before)
          .map(link -> "it removes the only link to " + link)
          .ifPresent(why -> broken.add(candidate.dropped(DropReason.UNPAIRED, why)));
    }
    return broken;
  }

  private static Optional<String> removed(Candidate candidate, Set<String> links, String before) {
    Edit edit = candidate.edit();
    String text =
        switch (edit.op()) {
          case REPLACE_IN_SECTION -> edit.oldText().orElse("");
          case DELETE_SECTION -> section(before, edit.targetSection().orElse(""));
          default -> "";
        };
    return edit.file().equals(SkillDirectory.SKILL_MD)
        ? ReferenceFiles.mentionedIn(text).stream().filter(links::contains).findFirst()
        : Optional.empty();
  }

  private static String section(String text, String heading) {
    MarkdownDocument document = MarkdownDocument.parse(text);
    return document
        .find(heading)
        .map(match -> match.section())
        .map(section -> document.lines().subList(section.start(), section.end()))
        .map(lines -> lines.stream().map(Line::text).collect(Collectors.joining("\n")))
        .orElse("");
  }

  /**
   * The two halves of pairs, as they would be with the edits made.
   *
   * @param files reference files that exist then
   * @param links reference files that SKILL.md names then
   */
  private record Halves(SortedSet<String> files, SortedSet<String> links) {

    static Halves of(List<Candidate> candidates, SkillDirectory base) {
      SortedSet<String> files = new TreeSet<>(base.files().keySet());
      SortedSet<String> links = ReferenceFiles.linkedBy(base);
      for (Candidate candidate : candidates) {
        if (candidate.edit().op() == EditOp.CREATE) {
          files.add(candidate.edit().file());
        } else if (candidate.edit().file().equals(SkillDirectory.SKILL_MD)) {
          links.addAll(ReferenceFiles.mentionedIn(candidate.content()));
        }
      }
      candidates.stream()
          .filter(candidate -> candidate.edit().op() == EditOp.DELETE_FILE)
          .filter(deletion -> stronger(deletion, candidates).isEmpty())
          .forEach(deletion -> files.remove(deletion.edit().file()));
      return new Halves(files, links);
    }

    /** Returns an edit that needs the file and has more support than its deletion. */
    private static Optional<Candidate> stronger(Candidate deletion, List<Candidate> others) {
      return others.stream()
          .filter(other -> other.outranks(deletion))
          .filter(
              other -> ReferenceFiles.mentionedIn(other.content()).contains(deletion.edit().file()))
          .findFirst();
    }

    Optional<String> missingFor(Candidate candidate, List<Candidate> others) {
      String file = candidate.edit().file();
      if (candidate.edit().op() == EditOp.DELETE_FILE) {
        return stronger(candidate, others)
            .map(other -> "better supported guidance links " + file + ": " + other.label());
      }
      if (candidate.edit().op() == EditOp.CREATE
          && ReferenceFiles.isReference(file)
          && !links.contains(file)) {
        return Optional.of("nothing in SKILL.md links " + file);
      }
      return ReferenceFiles.mentionedIn(candidate.content()).stream()
          .filter(link -> !files.contains(link))
          .findFirst()
          .map(link -> "it links " + link + ", which does not exist");
    }
  }
}
