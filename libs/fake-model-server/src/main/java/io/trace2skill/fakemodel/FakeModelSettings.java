// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the server behaves.
 *
 * @param port 0 for any that is free
 * @param seed of everything that is drawn
 * @param latency of replies
 * @param faults drawn for each attempt, at most one strikes; their rates sum up to at most 1
 * @param retryAfter what a 429 says; whole seconds, rounded up
 * @param limitInFlight requests beyond it get a 429
 * @param expectedKey bearer key; requests with another one are answered all the same, but marked
 * @param markers of purposes; the first that is found counts
 */
public record FakeModelSettings(
    int port,
    long seed,
    Latency latency,
    List<Fault> faults,
    Duration retryAfter,
    OptionalInt limitInFlight,
    Optional<String> expectedKey,
    List<PurposeMarker> markers) {

  public FakeModelSettings {
    faults = List.copyOf(faults);
    markers = List.copyOf(markers);
    double sum = faults.stream().filter(f -> f.attempts() > 1).mapToDouble(Fault::rate).sum();
    if (sum > 1) {
      throw new IllegalArgumentException("the rates of the faults sum up to more than 1");
    }
  }

  /** Returns a server without latency and faults that knows the project's own prompts. */
  public static FakeModelSettings plain() {
    return new FakeModelSettings(
        0,
        1,
        Latency.none(),
        List.of(),
        Duration.ofSeconds(1),
        OptionalInt.empty(),
        Optional.empty(),
        ProjectPrompts.MARKERS);
  }

  /** Returns the same on that port. */
  public FakeModelSettings withPort(int number) {
    return new FakeModelSettings(
        number, seed, latency, faults, retryAfter, limitInFlight, expectedKey, markers);
  }

  /** Returns the same with another seed. */
  public FakeModelSettings withSeed(long number) {
    return new FakeModelSettings(
        port, number, latency, faults, retryAfter, limitInFlight, expectedKey, markers);
  }

  /** Returns the same with that latency. */
  public FakeModelSettings withLatency(Latency time) {
    return new FakeModelSettings(
        port, seed, time, faults, retryAfter, limitInFlight, expectedKey, markers);
  }

  /** Returns the same with those faults. */
  public FakeModelSettings withFaults(Fault... all) {
    return new FakeModelSettings(
        port, seed, latency, List.of(all), retryAfter, limitInFlight, expectedKey, markers);
  }

  /** Returns the same with another {@code Retry-After}. */
  public FakeModelSettings withRetryAfter(Duration time) {
    return new FakeModelSettings(
        port, seed, latency, faults, time, limitInFlight, expectedKey, markers);
  }

  /** Returns the same with a limit of requests at a time. */
  public FakeModelSettings withLimitInFlight(int most) {
    return new FakeModelSettings(
        port, seed, latency, faults, retryAfter, OptionalInt.of(most), expectedKey, markers);
  }

  /** Returns the same, expecting that bearer key. */
  public FakeModelSettings withExpectedKey(String key) {
    return new FakeModelSettings(
        port, seed, latency, faults, retryAfter, limitInFlight, Optional.of(key), markers);
  }

  /** Returns the same with other markers of purposes. */
  public FakeModelSettings withMarkers(PurposeMarker... all) {
    return new FakeModelSettings(
        port, seed, latency, faults, retryAfter, limitInFlight, expectedKey, List.of(all));
  }
}
