// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import io.trace2skill.chaos.books.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a campaign.
 *
 * @param started when the load began
 * @param loaded how long it lasted
 * @param settled how long it took from its end until all was published; empty when it did not come
 *     to that
 * @param sent trajectories that the brokers acknowledged
 * @param outcomes committed, by the count of the checked books
 * @param versions committed
 * @param deadLetters committed
 * @param faults in the order of their time
 * @param exits of instances that nobody had struck
 * @param billed calls that the model answered and would charge for
 * @param billedAgain those of them that had been charged for before
 * @param inFlightAtStrikes calls that were in flight when something was struck, all strikes
 *     together
 * @param violations nothing when the streams kept their promises
 */
public record CampaignResult(
    Instant started,
    Duration loaded,
    Optional<Duration> settled,
    long sent,
    long outcomes,
    long versions,
    long deadLetters,
    List<FaultOutcome> faults,
    List<String> exits,
    long billed,
    long billedAgain,
    long inFlightAtStrikes,
    List<Violation> violations) {

  public CampaignResult {
    faults = List.copyOf(faults);
    exits = List.copyOf(exits);
    violations = List.copyOf(violations);
  }

  /**
   * One fault and how long the streams took to go on.
   *
   * @param recovery until each task that was at work had a new committed result in sight; empty
   *     when one had none before the end
   */
  public record FaultOutcome(StruckFault fault, Optional<Duration> recovery) {}

  /** Returns how many processes got SIGKILL. */
  public long kills() {
    return faults.stream()
        .map(FaultOutcome::fault)
        .filter(fault -> fault.injected() && fault.planned().kind().kills())
        .count();
  }
}
