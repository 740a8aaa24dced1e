// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import io.trace2skill.skill.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Patches in the words of the tests. */
final class Patches {

  private Patches() {}

  static Edit append(String content) {
    return appendTo("## Tool errors", content);
  }

  static Edit appendTo(String section, String content) {
    return Edit.of("SKILL.md", EditOp.APPEND_TO_SECTION)
        .withTargetSection(section)
        .withContent(content);
  }

  /** Returns the edit as often as trajectories propose it. */
  static Edit[] times(int trajectories, Edit edit) {
    return Collections.nCopies(trajectories, edit).toArray(Edit[]::new);
  }

  static Patch patch(String trajectory, Edit... edits) {
    return patch(trajectory, List.of(edits));
  }

  static Patch patch(String trajectory, List<Edit> edits) {
    return new Patch(trajectory, "", edits, List.of(), Optional.empty());
  }

  /** Merges edits that trajectories t0, t1, ... propose, one each. */
  static MergedPatch merge(Edit... edits) {
    List<Patch> patches = new ArrayList<>();
    for (int i = 0; i < edits.length; i++) {
      patches.add(patch("t" + i, edits[i]));
    }
    return merge(patches);
  }

  /** Merges groups of edits, each edit by a trajectory of its own. */
  static MergedPatch mergeAll(Edit[]... groups) {
    return merge(Arrays.stream(groups).flatMap(Arrays::stream).toArray(Edit[]::new));
  }

  static MergedPatch merge(List<Patch> patches) {
    PatchMerger merger = new PatchMerger();
    return merger.merge(patches.stream().map(merger::leaf).toList());
  }
}
