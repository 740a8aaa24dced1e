// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies all edits of one file. */
final class FileApplication {

  private final String path;
  private final Optional<String> original;
  private final AnchorResolver anchors;
  private final Map<Integer, EditStatus> statuses = new HashMap<>();
  private Optional<String> text;

  /**
   * Applies the edits.
   *
   * @param original the file before; empty when there is none
   * @param candidates edits in the order of precedence
   */
  FileApplication(
      String path, Optional<String> original, List<Candidate> candidates, AnchorResolver anchors) {
    this.path = path;
    this.original = original;
    this.anchors = anchors;
    this.text = original;
    of(candidates, EditOp.CREATE).forEach(this::create);
    List<Candidate> edits =
        candidates.stream()
            .filter(c -> c.edit().op() != EditOp.CREATE && c.edit().op() != EditOp.DELETE_FILE)
            .toList();
    edit(edits);
    of(candidates, EditOp.DELETE_FILE).forEach(deletion -> delete(deletion, candidates));
  }

  private static List<Candidate> of(List<Candidate> candidates, EditOp op) {
    return candidates.stream().filter(c -> c.edit().op() == op).toList();
  }

  /** Returns the file after; empty when there is none. */
  Optional<String> text() {
    return text;
  }

  /** Returns what became of the edits, by their index. */
  Map<Integer, EditStatus> statuses() {
    return statuses;
  }

  private void create(Candidate candidate) {
    String content = candidate.edit().content().orElse("");
    ContentBlock block = ContentBlock.of(candidate.edit().content());
    Optional<Placement.Refused> problem = Refusals.contentProblem(block);
    if (problem.isPresent()) {
      refuse(candidate, problem.get().reason(), problem.get().detail());
    } else if (text.isEmpty()) {
      text = Optional.of(withLastLineEnd(content));
      statuses.put(candidate.index(), new Applied(candidate.edit(), AnchorMatch.WHOLE_FILE, ""));
    } else if (text.get().strip().equals(content.strip())) {
      refuse(candidate, NotAppliedReason.ALREADY_THERE, path + " has that content already");
    } else {
      refuse(
          candidate,
          NotAppliedReason.CONFLICT,
          original.isPresent()
              ? path + " exists; it can be edited but not created"
              : "another edit creates " + path + " with another content");
    }
  }

  private static String withLastLineEnd(String content) {
    return content.stripTrailing() + (content.contains("\r\n") ? "\r\n" : "\n");
  }

  private void edit(List<Candidate> candidates) {
    if (text.isEmpty()) {
      candidates.forEach(
          c -> refuse(c, NotAppliedReason.UNPLACED, "there is no file " + path + " to edit"));
      return;
    }
    MarkdownDocument document = MarkdownDocument.parse(text.get());
    EditPlacer placer = new EditPlacer(document, anchors);
    List<Candidate> sound = new ArrayList<>(candidates);
    Attempt attempt = new Attempt(document, placer, sound);
    while (attempt.damage().isPresent()) {
      Candidate culprit = culprit(document, placer, sound);
      sound.remove(culprit);
      attempt = new Attempt(document, placer, sound);
    }
    text = Optional.of(attempt.written().text());
    statuses.putAll(attempt.plan().statuses());
  }

  /**
   * Finds, among edits that together break the file, one that breaks it when it joins those of
   * higher precedence. Halving keeps this fast for the many edits of a large window.
   */
  private Candidate culprit(
      MarkdownDocument document, EditPlacer placer, List<Candidate> candidates) {
    int sound = 0;
    int broken = candidates.size();
    while (broken - sound > 1) {
      int middle = (sound + broken) / 2;
      if (damage(document, placer, candidates.subList(0, middle)).isEmpty()) {
        sound = middle;
      } else {
        broken = middle;
      }
    }
    Candidate last = candidates.get(broken - 1);
    String detail = damage(document, placer, candidates.subList(0, broken)).orElse("");
    refuse(last, NotAppliedReason.INVALID, detail);
    return last;
  }

  private static Optional<String> damage(
      MarkdownDocument document, EditPlacer placer, List<Candidate> candidates) {
    return new Attempt(document, placer, candidates).damage();
  }

  /** One try to write the file with the edits. */
  private record Attempt(FilePlan plan, DocumentWriter written, Optional<String> damage) {

    Attempt(MarkdownDocument document, EditPlacer placer, List<Candidate> candidates) {
      this(document, planOf(placer, candidates));
    }

    private Attempt(MarkdownDocument document, FilePlan plan) {
      this(document, plan, new DocumentWriter(document, plan.accepted()));
    }

    private Attempt(MarkdownDocument document, FilePlan plan, DocumentWriter written) {
      this(
          plan,
          written,
          plan.accepted().isEmpty()
              ? Optional.empty()
              : new StructureGuard(document, written).damage());
    }

    private static FilePlan planOf(EditPlacer placer, List<Candidate> candidates) {
      FilePlan plan = new FilePlan(placer, candidates);
      plan.acceptAll();
      return plan;
    }
  }

  private void delete(Candidate deletion, List<Candidate> candidates) {
    if (path.equals(SkillDirectory.SKILL_MD)) {
      refuse(deletion, NotAppliedReason.FORBIDDEN_PATH, "a skill always has its SKILL.md");
    } else if (original.isEmpty()) {
      refuse(deletion, NotAppliedReason.UNPLACED, "there is no file " + path + " to delete");
    } else if (text.isEmpty()) {
      refuse(deletion, NotAppliedReason.ALREADY_THERE, "another edit deletes " + path);
    } else if (appliedBefore(deletion, candidates)) {
      refuse(deletion, NotAppliedReason.CONFLICT, "another edit changes " + path);
    } else {
      candidates.stream()
          .filter(c -> statuses.get(c.index()) instanceof Applied)
          .forEach(
              c ->
                  refuse(
                      c,
                      NotAppliedReason.CONFLICT,
                      "edit " + deletion.index() + " deletes " + path));
      text = Optional.empty();
      statuses.put(deletion.index(), new Applied(deletion.edit(), AnchorMatch.WHOLE_FILE, ""));
    }
  }

  private boolean appliedBefore(Candidate deletion, List<Candidate> candidates) {
    return candidates.subList(0, candidates.indexOf(deletion)).stream()
        .anyMatch(c -> statuses.get(c.index()) instanceof Applied);
  }

  private void refuse(Candidate candidate, NotAppliedReason reason, String detail) {
    Edit edit = candidate.edit();
    statuses.put(candidate.index(), new NotApplied(edit, reason, detail));
  }
}
