// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.merge.MergeKey;
import io.trace2skill.skill.merge.Similarity;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import java.util.List;
import java.util.Optional;

/**
 * Which edits could say the same or contradict each other: additions to one section, or beside one
 * text, that are about the same; replacements of overlapping texts; creations of one file. Edits
 * that rest on a ground take no part, because the support of an observation is exact.
 */
final class Relatedness {

  private final List<SourcedEdit> edits;
  private final List<MergeKey> keys;
  private final Similarity.Comparison topics;
  private final double threshold;

  /**
   * @param similarity of what texts are about
   * @param threshold similarity from which on additions are related
   */
  Relatedness(List<SourcedEdit> edits, Similarity similarity, double threshold) {
    this.edits = edits;
    this.keys = edits.stream().map(edit -> MergeKey.of(edit.edit())).toList();
    this.topics =
        similarity.prepare(edits.stream().map(edit -> edit.edit().content().orElse("")).toList());
    this.threshold = threshold;
  }

  /** Returns whether the edits at the two positions are related. */
  boolean between(int a, int b) {
    MergeKey one = keys.get(a);
    MergeKey other = keys.get(b);
    if (!one.file().equals(other.file()) || hasGround(a) || hasGround(b)) {
      return false;
    }
    return switch (one.op()) {
      case APPEND_TO_SECTION, ADD_SECTION, INSERT_AFTER, INSERT_BEFORE ->
          isAddition(other) && samePlace(one, other) && topics.between(a, b) >= threshold;
      case REPLACE_IN_SECTION -> other.op() == one.op() && overlap(one.anchor(), other.anchor());
      case CREATE -> other.op() == one.op();
      case DELETE_SECTION, DELETE_FILE -> false;
    };
  }

  private boolean hasGround(int position) {
    return edits.get(position).variants().stream()
        .map(variant -> variant.edit().ground())
        .anyMatch(Optional::isPresent);
  }

  private static boolean isAddition(MergeKey key) {
    return switch (key.op()) {
      case APPEND_TO_SECTION, ADD_SECTION, INSERT_AFTER, INSERT_BEFORE -> true;
      case REPLACE_IN_SECTION, DELETE_SECTION, CREATE, DELETE_FILE -> false;
    };
  }

  private static boolean samePlace(MergeKey one, MergeKey other) {
    boolean sameSection = !one.section().isEmpty() && one.section().equals(other.section());
    return sameSection || (one.op() == other.op() && overlap(one.anchor(), other.anchor()));
  }

  private static boolean overlap(String anchor, String other) {
    return !anchor.isEmpty()
        && !other.isEmpty()
        && (anchor.contains(other) || other.contains(anchor));
  }

  /** Returns the name of the place that the edit is about, for a model. */
  static String place(Edit edit) {
    MergeKey key = MergeKey.of(edit);
    if (!key.section().isEmpty()) {
      return key.file() + ", section \"" + key.section() + "\"";
    }
    return key.file();
  }
}
