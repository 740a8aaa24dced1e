// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins edits that say nearly the same at the same place. Single linkage: a chain of similar edits
 * is one cluster, which makes the clusters independent of the order of the edits. Only edits
 * without a ground take part, because the support of an observation is exact and must stay so.
 */
final class SimilarityClusters {

  private final Similarity similarity;
  private final double threshold;

  /**
   * @param threshold similarity from which on two edits are joined; more than 1 joins none
   */
  SimilarityClusters(Similarity similarity, double threshold) {
    this.similarity = similarity;
    this.threshold = threshold;
  }

  /** Returns the edits in canonical order, similar ones joined with all wordings and sources. */
  List<RankedEdit> join(List<SourcedEdit> edits) {
    List<RankedEdit> result = new ArrayList<>();
    Map<MergeKey, List<RankedEdit>> places = new TreeMap<>();
    for (RankedEdit edit : edits.stream().map(RankedEdit::of).sorted(RankedEdit.ORDER).toList()) {
      if (threshold > 1 || hasGround(edit) || edit.edit().edit().content().isEmpty()) {
        result.add(edit);
      } else {
        places.computeIfAbsent(place(edit.key()), key -> new ArrayList<>()).add(edit);
      }
    }
    places.values().forEach(candidates -> result.addAll(cluster(candidates)));
    return result.stream().sorted(RankedEdit.ORDER).toList();
  }

  private static boolean hasGround(RankedEdit edit) {
    return edit.edit().variants().stream().anyMatch(v -> v.edit().ground().isPresent());
  }

  private static MergeKey place(MergeKey key) {
    return new MergeKey(key.file(), key.op(), key.section(), key.anchor(), "");
  }

  /**
   * @param candidates edits of one place, in canonical order
   */
  private List<RankedEdit> cluster(List<RankedEdit> candidates) {
    Similarity.Comparison comparison =
        similarity.prepare(
            candidates.stream().map(c -> c.edit().edit().content().orElse("")).toList());
    DisjointSets links = new DisjointSets(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      for (int j = i + 1; j < candidates.size(); j++) {
        if (comparison.between(i, j) >= threshold) {
          links.join(i, j);
        }
      }
    }
    Map<Integer, List<RankedEdit>> clusters = new TreeMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      clusters.computeIfAbsent(links.head(i), head -> new ArrayList<>()).add(candidates.get(i));
    }
    return clusters.values().stream().map(SimilarityClusters::union).toList();
  }

  /** The member with the most support gives the cluster its key, and so its wording. */
  private static RankedEdit union(Collection<RankedEdit> members) {
    RankedEdit head = members.iterator().next();
    if (members.size() == 1) {
      return head;
    }
    List<EditVariant> variants = new ArrayList<>();
    members.forEach(member -> variants.addAll(member.edit().variants()));
    return RankedEdit.of(head.key(), variants);
  }
}
