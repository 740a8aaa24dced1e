// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.merge.DisjointSets;
import io.trace2skill.skill.merge.MergeKey;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.EditId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a group of nodes leaves to decide: related edits that meet in this group for the first time.
 * What one of the nodes holds side by side was seen together below and kept apart, and is not asked
 * again.
 *
 * @param open the questions
 * @param settled the edits that are in no question
 */
record Questions(List<Question> open, List<SourcedEdit> settled) {

  Questions {
    open = List.copyOf(open);
    settled = List.copyOf(settled);
  }

  /**
   * Returns the questions.
   *
   * @param edits what the group proposes together, what is the same joined
   * @param group the nodes that it comes from
   * @param precedents what needs not be asked again
   */
  static Questions of(
      List<SourcedEdit> edits,
      List<MergedPatch> group,
      Relatedness relatedness,
      Precedents precedents) {
    List<BitSet> holders = holders(edits, group);
    List<MergeKey> keys = edits.stream().map(edit -> MergeKey.of(edit.edit())).toList();
    DisjointSets sets = new DisjointSets(edits.size());
    for (int i = 0; i < edits.size(); i++) {
      for (int j = i + 1; j < edits.size(); j++) {
        if (!holders.get(i).intersects(holders.get(j))
            && relatedness.between(i, j)
            && !precedents.stayApart(keys.get(i), keys.get(j))) {
          sets.join(i, j);
        }
      }
    }
    Map<Integer, List<SourcedEdit>> components = new TreeMap<>();
    for (int i = 0; i < edits.size(); i++) {
      components.computeIfAbsent(sets.head(i), head -> new ArrayList<>()).add(edits.get(i));
    }
    List<Question> open = new ArrayList<>();
    List<SourcedEdit> settled = new ArrayList<>();
    components
        .values()
        .forEach(
            together -> {
              if (together.size() > 1) {
                open.add(new Question(together));
              } else {
                settled.addAll(together);
              }
            });
    return new Questions(open, settled);
  }

  /** Returns for each edit the nodes that hold a part of it. */
  private static List<BitSet> holders(List<SourcedEdit> edits, List<MergedPatch> group) {
    Map<EditId, BitSet> byId = new HashMap<>();
    List<BitSet> holders = new ArrayList<>();
    for (SourcedEdit edit : edits) {
      BitSet own = new BitSet(group.size());
      holders.add(own);
      edit.sources().forEach(id -> byId.put(id, own));
    }
    for (int node = 0; node < group.size(); node++) {
      for (SourcedEdit part : group.get(node).edits()) {
        for (EditId id : part.sources()) {
          byId.getOrDefault(id, new BitSet()).set(node);
        }
      }
    }
    return holders;
  }
}
