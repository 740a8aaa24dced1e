// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.Latency;
import java.util.List;

/**
 * What is run.
 *
 * @param name for the table
 * @param trajectories how many
 * @param latency of the model
 * @param inFlight most requests at a time
 */
record BenchCase(String name, int trajectories, Latency latency, int inFlight) {

  /** Returns the cases that the project sets itself targets for. */
  static List<BenchCase> all() {
    return List.of(of(323, "lognormal:2000,0.6"), of(2_000, "fixed:200"), of(2_000, "fixed:1"));
  }

  /** Returns smaller ones, to see in a minute that everything works. */
  static List<BenchCase> quick() {
    return List.of(of(64, "lognormal:200,0.6"), of(200, "fixed:20"), of(200, "fixed:1"));
  }

  private static BenchCase of(int trajectories, String latency) {
    return of(trajectories, latency, 128);
  }

  /** Returns a case that is named by what it is. */
  static BenchCase of(int trajectories, String latency, int inFlight) {
    return new BenchCase(
        trajectories + " at " + latency, trajectories, Latency.parse(latency), inFlight);
  }
}
