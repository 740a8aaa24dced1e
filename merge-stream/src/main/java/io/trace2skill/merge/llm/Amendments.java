// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Edits that are to be made otherwise than they were proposed.
 *
 * @param wordings the edits, with how each is to be made
 */
record Amendments(Map<SourcedEdit, Edit> wordings) {

  Amendments {
    wordings = Collections.unmodifiableMap(new LinkedHashMap<>(wordings));
  }

  /**
   * Returns the root with the edits amended; who proposed what stays as it is.
   *
   * @param maxWordings most wordings that an edit remembers
   */
  MergedPatch in(MergedPatch root, int maxWordings) {
    Map<EditId, SourcedEdit> amended = new LinkedHashMap<>();
    wordings.keySet().forEach(edit -> edit.sources().forEach(id -> amended.put(id, edit)));
    List<SourcedEdit> edits = new ArrayList<>();
    for (SourcedEdit edit : root.edits()) {
      if (Collections.disjoint(amended.keySet(), edit.sources())) {
        edits.add(edit);
      }
    }
    wordings.forEach((edit, to) -> edits.add(Wordings.unite(to, List.of(edit), maxWordings)));
    return new MergedPatch(edits, root.dropped());
  }
}
