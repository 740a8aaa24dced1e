// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

/** What nobody can beat: calls of a fixed time, so many at once, nothing else takes time. */
final class Ideal {

  private Ideal() {}

  /**
   * Returns the seconds of the calls: as many rounds as needed, each as long as a call.
   *
   * @param calls at least 0
   * @param latencyMs of each
   * @param inFlight how many at once, at least 1
   */
  static double seconds(int calls, int latencyMs, int inFlight) {
    if (calls < 0 || latencyMs < 0 || inFlight < 1) {
      throw new IllegalArgumentException(
          "no ideal for " + calls + " calls of " + latencyMs + " ms, " + inFlight + " at once");
    }
    int rounds = (calls + inFlight - 1) / inFlight;
    return rounds * (latencyMs / 1e3);
  }
}
