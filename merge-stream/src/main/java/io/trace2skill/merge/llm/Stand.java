// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.llm.Usage;
import io.trace2skill.merge.EngineAnswer;
import io.trace2skill.merge.llm.TextCalls.Said;
import io.trace2skill.skill.merge.Consolidation;
import io.trace2skill.skill.merge.ConsolidationDraft;
import io.trace2skill.skill.merge.ConsolidationResult;
import io.trace2skill.skill.merge.ConsolidationResult.NothingToPublish;
import io.trace2skill.skill.merge.ConsolidationResult.Published;
import io.trace2skill.skill.merge.DropReason;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.patch.EditId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a consolidation is.
 *
 * @param root what is proposed, as it is to be made
 * @param draft what that comes to
 * @param usage of the calls so far
 * @param fallbacks calls so far in which the model was no help
 * @param notes what was done to edits, for a person
 * @param placeless why the model found no place for edits, by one of their sources
 */
record Stand(
    MergedPatch root,
    ConsolidationDraft draft,
    Usage usage,
    int fallbacks,
    List<String> notes,
    Map<EditId, String> placeless) {

  Stand {
    notes = List.copyOf(notes);
    placeless = Map.copyOf(placeless);
  }

  static Stand at(MergedPatch root, ConsolidationDraft draft) {
    return new Stand(root, draft, Usage.NONE, 0, List.of(), Map.of());
  }

  /** Returns this stand after a call. */
  Stand plus(Said said) {
    return new Stand(
        root, draft, usage.plus(said.usage()), fallbacks + said.fallbacks(), notes, placeless);
  }

  Stand without(Map<EditId, String> moreReasons) {
    Map<EditId, String> all = new HashMap<>(placeless);
    all.putAll(moreReasons);
    return new Stand(root, draft, usage, fallbacks, notes, all);
  }

  Stand with(MergedPatch newRoot, ConsolidationDraft newDraft, String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new Stand(newRoot, newDraft, usage, fallbacks, all, placeless);
  }

  /** Returns the result, what does not validate left out by rule. */
  EngineAnswer<ConsolidationResult> answer() {
    ConsolidationResult result = draft.finish();
    if (result instanceof Published published) {
      Consolidation made = published.consolidation();
      List<String> all = new ArrayList<>(made.notes());
      all.addAll(notes);
      result =
          new Published(
              new Consolidation(made.skill(), made.applied(), explained(made.dropped()), all));
    } else if (result instanceof NothingToPublish nothing) {
      result = new NothingToPublish(nothing.reason(), explained(nothing.dropped()));
    }
    return new EngineAnswer<>(result, usage, fallbacks);
  }

  private List<DroppedEdit> explained(List<DroppedEdit> dropped) {
    return dropped.stream().map(this::explained).toList();
  }

  private DroppedEdit explained(DroppedEdit drop) {
    Optional<String> why =
        drop.reason() == DropReason.UNPLACED
            ? Optional.ofNullable(placeless.get(drop.edit().sources().first())).map(Reason::of)
            : Optional.empty();
    return why.map(
            reason ->
                new DroppedEdit(
                    drop.edit(), drop.reason(), drop.detail() + "; the model: " + reason))
        .orElse(drop);
  }
}
