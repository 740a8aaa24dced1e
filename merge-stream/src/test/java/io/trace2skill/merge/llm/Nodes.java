// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.merge.EngineAnswer;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.PatchMerger;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Nodes of a merge tree in the words of the tests. */
final class Nodes {

  private Nodes() {}

  static Edit append(String content) {
    return appendTo("## Dates", content);
  }

  static Edit appendTo(String section, String content) {
    return Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
        .withTargetSection(section)
        .withContent(content);
  }

  static Edit replace(String oldText, String content) {
    return Edit.of("SKILL.md", EditOp.REPLACE_IN_SECTION).withOldText(oldText).withContent(content);
  }

  /** Returns the patch of one trajectory. */
  static MergedPatch leaf(String trajectory, Edit... edits) {
    return new PatchMerger()
        .leaf(new Patch(trajectory, "", List.of(edits), List.of(), Optional.empty()));
  }

  /** Returns what so many trajectories propose alike; the name tells them from others. */
  static MergedPatch times(int trajectories, String name, Edit... edits) {
    List<MergedPatch> leaves = new ArrayList<>();
    for (int i = 0; i < trajectories; i++) {
      leaves.add(leaf(name + i, edits));
    }
    return new PatchMerger().merge(leaves);
  }

  /** Waits for an answer that no test waits for in vain. */
  static <T> EngineAnswer<T> await(CompletionStage<EngineAnswer<T>> answer) {
    try {
      return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  static List<String> contents(MergedPatch patch) {
    return patch.edits().stream().map(edit -> edit.edit().content().orElse("")).toList();
  }

  /** Returns every place in which a proposed edit is accounted for, sorted. */
  static List<EditId> account(List<SourcedEdit> edits, List<DroppedEdit> dropped) {
    List<EditId> ids = new ArrayList<>();
    edits.forEach(edit -> ids.addAll(edit.sources()));
    dropped.forEach(drop -> ids.addAll(drop.edit().sources()));
    Collections.sort(ids);
    return ids;
  }

  static List<EditId> proposed(MergedPatch... group) {
    List<EditId> ids = new ArrayList<>();
    Arrays.stream(group).forEach(node -> ids.addAll(node.accountedFor()));
    Collections.sort(ids);
    return ids;
  }
}
