// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.skill.merge.ConsolidationPolicy;
import java.time.Duration;

/**
 * Settings of the merge stream.
 *
 * @param windows when the windows of each skill open and close
 * @param fanIn B, the most patches that one merge takes; at least 2
 * @param minSupport trajectories below which an edit goes to a reference file; at least 1
 * @param maxInFlight merges that this instance has in flight at most; at least 1
 * @param tick how often the wall-clock rules are looked at
 * @param callTimeout how long one attempt of a merge may take; positive. Long for an engine that
 *     waits itself while its model cannot be reached, because after three attempts the
 *     deterministic merge takes over
 */
public record MergeConfig(
    WindowPolicies windows,
    int fanIn,
    int minSupport,
    int maxInFlight,
    Duration tick,
    Duration callTimeout) {

  /** The paper's fan-in. */
  public static final int DEFAULT_FAN_IN = 5;

  private static final int DEFAULT_IN_FLIGHT = 32;
  private static final Duration DEFAULT_TICK = Duration.ofSeconds(1);
  private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofMinutes(5);

  public MergeConfig {
    if (fanIn < 2 || minSupport < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException(
          "fan-in must be at least 2, minimum support and merges in flight at least 1");
    }
  }

  /** Creates settings in which all skills have the same windows. */
  public MergeConfig(
      WindowPolicy windows,
      int fanIn,
      int minSupport,
      int maxInFlight,
      Duration tick,
      Duration callTimeout) {
    this(WindowPolicies.same(windows), fanIn, minSupport, maxInFlight, tick, callTimeout);
  }

  /** Returns the default settings with the given windows for all skills. */
  public static MergeConfig defaults(WindowPolicy windows) {
    return defaults(WindowPolicies.same(windows));
  }

  /** Returns the default settings with the given windows. */
  public static MergeConfig defaults(WindowPolicies windows) {
    return new MergeConfig(
        windows,
        DEFAULT_FAN_IN,
        ConsolidationPolicy.DEFAULT_MIN_SUPPORT,
        DEFAULT_IN_FLIGHT,
        DEFAULT_TICK,
        DEFAULT_CALL_TIMEOUT);
  }

  /** Returns these settings with another fan-in. */
  public MergeConfig withFanIn(int patches) {
    return new MergeConfig(windows, patches, minSupport, maxInFlight, tick, callTimeout);
  }

  /** Returns these settings with another minimum support. */
  public MergeConfig withMinSupport(int trajectories) {
    return new MergeConfig(windows, fanIn, trajectories, maxInFlight, tick, callTimeout);
  }

  /** Returns these settings with another look-out for the wall-clock rules. */
  public MergeConfig withTick(Duration every) {
    return new MergeConfig(windows, fanIn, minSupport, maxInFlight, every, callTimeout);
  }

  /** Returns these settings with another time for one attempt of a merge. */
  public MergeConfig withCallTimeout(Duration perAttempt) {
    return new MergeConfig(windows, fanIn, minSupport, maxInFlight, tick, perAttempt);
  }

  ConsolidationPolicy consolidationPolicy(String skill) {
    return ConsolidationPolicy.defaults(skill).withMinSupport(minSupport);
  }
}
