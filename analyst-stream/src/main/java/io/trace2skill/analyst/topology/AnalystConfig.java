// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import java.time.Duration;

/**
 * Settings of the analyst stream.
 *
 * @param applicationId names the consumer group, the stores and their changelogs; another id starts
 *     from the beginning of the topic
 * @param signals which outcomes are learned from
 * @param maxInFlight analyses that run at once in this instance; at least 1
 * @param maxPendingPerTask accepted trajectories that one task holds before its input pauses; at
 *     least 1, better more than in flight
 * @param timeout how long one attempt of an analysis may take; positive
 * @param maxAttempts attempts for failures that may pass, the first included; at least 1
 * @param dedupRetention how long an accepted trajectory's id is remembered, by wall clock; at least
 *     a minute
 * @param streamThreads stream threads of this instance; at least 1
 */
public record AnalystConfig(
    String applicationId,
    Signals signals,
    int maxInFlight,
    int maxPendingPerTask,
    Duration timeout,
    int maxAttempts,
    Duration dedupRetention,
    int streamThreads) {

  public AnalystConfig {
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException("an application id is needed");
    }
    requirePositive("maxInFlight", maxInFlight);
    requirePositive("maxPendingPerTask", maxPendingPerTask);
    requirePositive("maxAttempts", maxAttempts);
    requirePositive("streamThreads", streamThreads);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive");
    }
    if (dedupRetention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("dedupRetention must be at least a minute");
    }
  }

  /** Returns the settings for an engine that answers at once, as the rules do. */
  public static AnalystConfig defaults() {
    return new AnalystConfig(
        "trace2skill-analyst",
        Signals.BOTH,
        128,
        256,
        Duration.ofMinutes(5),
        5,
        Duration.ofDays(7),
        1);
  }

  public AnalystConfig withApplicationId(String id) {
    return new AnalystConfig(
        id,
        signals,
        maxInFlight,
        maxPendingPerTask,
        timeout,
        maxAttempts,
        dedupRetention,
        streamThreads);
  }

  public AnalystConfig withSignals(Signals learnedFrom) {
    return new AnalystConfig(
        applicationId,
        learnedFrom,
        maxInFlight,
        maxPendingPerTask,
        timeout,
        maxAttempts,
        dedupRetention,
        streamThreads);
  }

  /** Returns these settings with another time for one attempt of an analysis. */
  public AnalystConfig withTimeout(Duration perAttempt) {
    return new AnalystConfig(
        applicationId,
        signals,
        maxInFlight,
        maxPendingPerTask,
        perAttempt,
        maxAttempts,
        dedupRetention,
        streamThreads);
  }

  /** Returns these settings with that many analyses at once and room for twice as many. */
  public AnalystConfig withMaxInFlight(int analyses) {
    return new AnalystConfig(
        applicationId,
        signals,
        analyses,
        Math.multiplyExact(2, analyses),
        timeout,
        maxAttempts,
        dedupRetention,
        streamThreads);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }
}
