// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
   * The two halves of pairs, as they would be with the edits made.
   *
   * @param files reference files that exist then
   * @param links reference files that SKILL.md names then
   */
  private record Halves(SortedSet<String> files, SortedSet<String> links) {

    static Halves of(List<Candidate> candidates, SkillDirectory base) {
      SortedSet<String> files = new TreeSet<>(base.files().keySet());
      SortedSet<String> links =
          ReferenceFiles.mentionedIn(base.file(SkillDirectory.SKILL_MD).orElse(""));
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
