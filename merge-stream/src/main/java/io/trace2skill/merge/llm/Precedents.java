// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.merge.llm.MergeReply.Merge;
import io.trace2skill.skill.merge.MergeKey;
import io.trace2skill.skill.merge.MergedPatch;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the model has said before: which edits it made one, and which it saw side by side and let
 * stay, both as they were. The branches of a tree bring the same lessons together again and again,
 * and neither answer depends on how many trajectories support them. Remembers the latest few
 * thousand, for as long as the engine lives. Thread-safe.
 */
final class Precedents {

  private static final int MOST = 20_000;
  private static final int LONGEST_CHAIN = 16;

  private final Map<Pair, Boolean> apart = new Latest<>();
  private final Map<MergeKey, Edit> same = new Latest<>();

  /** Two edits, the smaller key first. */
  private record Pair(MergeKey one, MergeKey other) {

    static Pair of(MergeKey a, MergeKey b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /** Returns the patch with those edits made one that were made one before, worded as then. */
  synchronized MergedPatch unite(MergedPatch patch, int maxWordings) {
    Map<Edit, List<SourcedEdit>> together = new LinkedHashMap<>();
    for (SourcedEdit edit : patch.edits()) {
      together.computeIfAbsent(wording(edit.edit()), wording -> new ArrayList<>()).add(edit);
    }
    List<SourcedEdit> edits = new ArrayList<>();
    together.forEach(
        (wording, parts) ->
            edits.add(
                parts.size() == 1 ? parts.get(0) : Wordings.unite(wording, parts, maxWordings)));
    return new MergedPatch(edits, patch.dropped());
  }

  /** What was made one may have been made one with more later. */
  private Edit wording(Edit edit) {
    Edit wording = edit;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      Edit next = same.get(MergeKey.of(wording));
      if (next == null || next.equals(wording)) {
        return wording;
      }
      wording = next;
    }
    return wording;
  }

  /** Remembers that what an edit stands for is one. */
  private void learnSame(SourcedEdit merged) {
    merged.variants().stream()
        .skip(1)
        .forEach(variant -> same.put(MergeKey.of(variant.edit()), merged.edit()));
  }

  /** Returns whether both were let stay when they were seen together. */
  synchronized boolean stayApart(MergeKey one, MergeKey other) {
    return apart.containsKey(Pair.of(one, other));
  }

  /**
   * Remembers what became of the edits of a question.
   *
   * @param named the edits by their ids
   * @param kept the edits that go on
   */
  synchronized void learn(
      Map<String, SourcedEdit> named, MergeReply reply, List<SourcedEdit> kept) {
    kept.stream().filter(edit -> !named.containsValue(edit)).forEach(this::learnSame);
    Set<String> touched =
        reply.merges().stream()
            .filter(merge -> merge.from().size() > 1 || changes(merge, named))
            .map(Merge::from)
            .flatMap(Collection::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    reply.drops().forEach(drop -> touched.add(drop.id()));
    List<MergeKey> left = new ArrayList<>();
    named.forEach(
        (id, edit) -> {
          if (!touched.contains(id)) {
            MergeKey key = MergeKey.of(edit.edit());
            left.forEach(other -> apart.put(Pair.of(key, other), true));
            left.add(key);
          }
        });
  }

  private static boolean changes(Merge alone, Map<String, SourcedEdit> named) {
    return alone.content().isPresent()
        && alone.from().stream()
            .map(named::get)
            .anyMatch(edit -> edit != null && !alone.content().equals(edit.edit().content()));
  }

  /** Forgets what came first when it is full. */
  private static final class Latest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }
}
