// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import io.trace2skill.skill.apply.Placement.Placed;
import io.trace2skill.skill.apply.Placement.Refused;
import io.trace2skill.skill.patch.Edit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The edits of one file, each placed against the file's original text. Which edits come together
 * depends on their precedence and on nothing that an earlier edit did to the text.
 */
final class FilePlan {

  /** An edit, its place in the order of precedence, and where it goes. */
  private record Placing(int rank, int section, Candidate candidate, Placement placement) {}

  private final List<Placing> placings = new ArrayList<>();
  private final List<AcceptedChange> accepted = new ArrayList<>();
  private final Map<Integer, EditStatus> statuses = new HashMap<>();

  /**
   * Places the edits.
   *
   * @param candidates edits of the file's text in the order of precedence, none that creates or
   *     deletes the file
   */
  FilePlan(EditPlacer placer, List<Candidate> candidates) {
    List<Placement> alone = candidates.stream().map(placer::place).toList();
    NewSections added = new NewSections();
    for (int rank = 0; rank < alone.size(); rank++) {
      added.register(rank, candidates.get(rank).edit(), alone.get(rank));
    }
    for (int rank = 0; rank < alone.size(); rank++) {
      Candidate candidate = candidates.get(rank);
      int own = rank;
      Placement placement = alone.get(rank);
      placings.add(
          added
              .join(rank, candidate.edit(), placement)
              .map(joined -> new Placing(own, joined.section(), candidate, joined.placement()))
              .orElseGet(() -> new Placing(own, own, candidate, placement)));
    }
  }

  /** Takes as many edits as fit together, the one of higher precedence first. */
  void acceptAll() {
    for (Placing placing : placings) {
      // The heading before what goes under it, so that nothing is said twice in a new section.
      accept(placings.get(placing.section()));
      accept(placing);
    }
  }

  private void accept(Placing placing) {
    Edit edit = placing.candidate().edit();
    int index = placing.candidate().index();
    if (statuses.containsKey(index)) {
      return;
    }
    if (placing.placement() instanceof Refused refused) {
      statuses.put(index, new NotApplied(edit, refused.reason(), refused.detail()));
      return;
    }
    Placed placed = (Placed) placing.placement();
    AcceptedChange change = change(placing, placed);
    Optional<Refused> obstacle = obstacle(change);
    if (obstacle.isPresent()) {
      statuses.put(index, new NotApplied(edit, obstacle.get().reason(), obstacle.get().detail()));
      return;
    }
    accepted.add(change);
    statuses.put(index, new Applied(edit, placed.how(), placed.note()));
  }

  private Optional<Refused> obstacle(AcceptedChange change) {
    for (AcceptedChange other : accepted) {
      if (change.isSaidBy(other)) {
        return Optional.of(
            new Refused(
                NotAppliedReason.ALREADY_THERE,
                "edit " + other.index() + " makes the same change"));
      }
      if (change.change().overlaps(other.change())) {
        return Optional.of(
            new Refused(
                NotAppliedReason.CONFLICT, "edit " + other.index() + " changes the same lines"));
      }
    }
    return Optional.empty();
  }

  /** Returns every pair of edits of which only one can be applied. */
  List<EditConflict> conflicts() {
    List<AcceptedChange> changes = new ArrayList<>();
    for (Placing placing : placings) {
      if (placing.placement() instanceof Placed placed) {
        changes.add(change(placing, placed));
      }
    }
    List<EditConflict> conflicts = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      for (AcceptedChange other : changes.subList(i + 1, changes.size())) {
        AcceptedChange one = changes.get(i);
        if (one.change().overlaps(other.change()) && !one.isSaidBy(other)) {
          conflicts.add(EditConflict.of(one.index(), other.index(), "both change the same lines"));
        }
      }
    }
    return conflicts;
  }

  private static AcceptedChange change(Placing placing, Placed placed) {
    return new AcceptedChange(
        placing.candidate().index(), placing.rank(), placing.section(), placed.change());
  }

  /** Returns the indices of the edits that can be placed. */
  List<Integer> placedIndices() {
    return placings.stream()
        .filter(p -> p.placement() instanceof Placed)
        .map(p -> p.candidate().index())
        .toList();
  }

  List<AcceptedChange> accepted() {
    return accepted;
  }

  Map<Integer, EditStatus> statuses() {
    return statuses;
  }
}
