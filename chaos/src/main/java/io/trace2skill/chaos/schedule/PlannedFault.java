// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.schedule;

import java.time.Duration;

/**
 * A fault and its time.
 *
 * @param number from 1
 * @param at since the start of the campaign
 * @param target number of the instance or broker, from 0; 0 for the model
 * @param lasts until what was taken away comes back
 */
public record PlannedFault(int number, Duration at, FaultKind kind, int target, Duration lasts) {

  /** Returns one line for a person. */
  @Override
  public String toString() {
    return "%3d  %7.1f s  %-14s target %d, for %.1f s"
        .formatted(number, at.toMillis() / 1e3, kind, target, lasts.toMillis() / 1e3);
  }
}
