// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.chaos.schedule.PlannedFault;
import java.time.Instant;
import java.util.Set;

/**
 * A fault that was tried.
 *
 * @param victim name of what was struck
 * @param roles whose results tell the recovery
 * @param at when it struck
 * @param inFlight calls that the model was dealing with at that time
 * @param injected false when it could not be done here
 * @param note what happened, for a person; may be empty
 */
public record StruckFault(
    PlannedFault planned,
    String victim,
    Set<Role> roles,
    Instant at,
    int inFlight,
    boolean injected,
    String note) {

  public StruckFault {
    roles = Set.copyOf(roles);
  }
}
