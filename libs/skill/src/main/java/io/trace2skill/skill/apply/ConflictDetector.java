// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds edits that cannot both be applied: overlapping or contradictory replacements, edits in a
 * section or file that another one deletes, two creations of one file. Edits that say the same, and
 * edits that cannot be placed at all, are in no conflict.
 */
public final class ConflictDetector {

  private final AnchorResolver anchors;

  /** Creates a detector that finds anchors with the default threshold. */
  public ConflictDetector() {
    this(new AnchorResolver());
  }

  /** Creates a detector; give it the resolver that the edits are applied with. */
  public ConflictDetector(AnchorResolver anchors) {
    this.anchors = anchors;
  }

  /** Returns every pair of conflicting edits, in the order of their positions. */
  public List<EditConflict> conflicts(SkillDirectory base, List<Edit> edits) {
    Map<String, List<Candidate>> byFile = new TreeMap<>();
    for (int i = 0; i < edits.size(); i++) {
      Candidate candidate = new Candidate(i, edits.get(i));
      SkillPaths.normalise(candidate.edit().file())
          .ifPresent(path -> byFile.computeIfAbsent(path, p -> new ArrayList<>()).add(candidate));
    }
    List<EditConflict> conflicts = new ArrayList<>();
    byFile.forEach((path, list) -> conflicts.addAll(inFile(base.file(path), list)));
    conflicts.sort(
        Comparator.comparingInt(EditConflict::first).thenComparingInt(EditConflict::second));
    return List.copyOf(conflicts);
  }

  private List<EditConflict> inFile(Optional<String> original, List<Candidate> candidates) {
    List<Candidate> creations = of(candidates, EditOp.CREATE);
    List<Candidate> deletions = of(candidates, EditOp.DELETE_FILE);
    List<Candidate> texts =
        candidates.stream().filter(c -> !creations.contains(c) && !deletions.contains(c)).toList();
    List<EditConflict> conflicts = new ArrayList<>();
    if (original.isEmpty()) {
      conflicts.addAll(differentCreations(creations));
    }
    Optional<String> text =
        original.or(() -> creations.stream().findFirst().flatMap(c -> c.edit().content()));
    if (text.isPresent()) {
      FilePlan plan =
          new FilePlan(new EditPlacer(MarkdownDocument.parse(text.get()), anchors), texts);
      conflicts.addAll(plan.conflicts());
      if (original.isPresent()) {
        deletions.forEach(
            deletion ->
                plan.placedIndices()
                    .forEach(
                        index ->
                            conflicts.add(
                                EditConflict.of(
                                    deletion.index(),
                                    index,
                                    "one deletes the file that the other changes"))));
      }
    }
    return conflicts;
  }

  private static List<EditConflict> differentCreations(List<Candidate> creations) {
    List<EditConflict> conflicts = new ArrayList<>();
    for (int i = 0; i < creations.size(); i++) {
      for (int j = i + 1; j < creations.size(); j++) {
        Edit one = creations.get(i).edit();
        Edit other = creations.get(j).edit();
        if (!one.content().orElse("").strip().equals(other.content().orElse("").strip())) {
          conflicts.add(
              EditConflict.of(
                  creations.get(i).index(),
                  creations.get(j).index(),
                  "both create " + one.file() + " with different contents"));
        }
      }
    }
    return conflicts;
  }

  private static List<Candidate> of(List<Candidate> candidates, EditOp op) {
    return candidates.stream().filter(c -> c.edit().op() == op).toList();
  }
}
