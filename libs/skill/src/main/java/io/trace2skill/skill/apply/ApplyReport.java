// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.apply.EditStatus.Applied;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import java.util.List;

/**
 * A changed skill and what became of every edit.
 *
 * @param skill the skill with the applied edits; not validated
 * @param statuses one for each edit, in the order in which the edits were given
 */
public record ApplyReport(SkillDirectory skill, List<EditStatus> statuses) {

  public ApplyReport {
    statuses = List.copyOf(statuses);
  }

  /** Returns the edits that are in the skill. */
  public List<Applied> applied() {
    return statuses.stream().filter(Applied.class::isInstance).map(Applied.class::cast).toList();
  }

  /** Returns the edits that are not in the skill, with the reason. */
  public List<NotApplied> notApplied() {
    return statuses.stream()
        .filter(NotApplied.class::isInstance)
        .map(NotApplied.class::cast)
        .toList();
  }
}
