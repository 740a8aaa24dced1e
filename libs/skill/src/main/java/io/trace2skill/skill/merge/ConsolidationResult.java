// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

import java.util.List;

/** What a consolidation comes to. */
public sealed interface ConsolidationResult {

  /** A new skill, valid and different from its base. */
  record Published(Consolidation consolidation) implements ConsolidationResult {}

  /**
   * No new skill.
   *
   * @param reason why, for a person
   * @param dropped the edits that were proposed, each with its own reason
   */
  record NothingToPublish(String reason, List<DroppedEdit> dropped) implements ConsolidationResult {
    public NothingToPublish {
      dropped = List.copyOf(dropped);
    }
  }
}
