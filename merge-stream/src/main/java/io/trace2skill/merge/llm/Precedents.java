// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.merge.llm.MergeReply.Merge;
import io.trace2skill.skill.merge.MergeKey;
import io.trace2skill.skill.merge.SourcedEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which edits the model has seen side by side and let stay, both as they were. The branches of a
 * tree bring the same lessons together again and again, and the answer does not depend on how many
 * trajectories support them. Remembers the latest few thousand, for as long as the engine lives.
 * Thread-safe.
 */
final class Precedents {

  private static final int MOST = 20_000;

  private final Map<Pair, Boolean> apart =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** Two edits, the smaller key first. */
  private record Pair(MergeKey one, MergeKey other) {

    static Pair of(MergeKey a, MergeKey b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /** Returns whether both were let stay when they were seen together. */
  synchronized boolean stayApart(MergeKey one, MergeKey other) {
    return apart.containsKey(Pair.of(one, other));
  }

  /**
   * Remembers which edits of a question the model lets stay.
   *
   * @param named the edits by their ids
   */
  synchronized void learn(Map<String, SourcedEdit> named, MergeReply reply) {
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
}
