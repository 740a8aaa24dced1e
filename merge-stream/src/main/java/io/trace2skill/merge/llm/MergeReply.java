// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import java.util.List;
import java.util.Optional;

/**
 * What a model says about edits, by the ids that the request gave them. Nothing of it is checked.
 *
 * @param merges edits that it would have
 * @param drops edits that it would leave out
 */
record MergeReply(List<Merge> merges, List<Drop> drops) {

  MergeReply {
    merges = List.copyOf(merges);
    drops = List.copyOf(drops);
  }

  /**
   * One edit in the place of others.
   *
   * @param from ids of the edits that it stands for, the one whose place it takes first
   * @param content its text; empty for that of the first
   */
  record Merge(List<String> from, Optional<String> content) {
    Merge {
      from = List.copyOf(from);
    }
  }

  /** An edit to leave out, and why. */
  record Drop(String id, String reason) {}
}
