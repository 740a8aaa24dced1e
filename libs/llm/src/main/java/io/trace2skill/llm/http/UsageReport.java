// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a client has done so far.
 *
 * @param lines by purpose and model, in that order
 * @param inFlight requests that run now
 * @param waiting requests that wait for their turn now
 * @param repeats repeated attempts by the failure that made them necessary
 * @param endpointDown whether nothing is sent because the endpoint is down
 */
public record UsageReport(
    List<Line> lines,
    int inFlight,
    int waiting,
    Map<FailureKind, Long> repeats,
    boolean endpointDown) {

  public UsageReport {
    lines = List.copyOf(lines);
    repeats = Map.copyOf(repeats);
  }

  /** Returns what was used up in all. */
  public Usage total() {
    return lines.stream().map(Line::usage).reduce(Usage.NONE, Usage::plus);
  }

  /**
   * One purpose and model.
   *
   * @param requests sent, also those that run
   * @param answered with a reply that can be read
   * @param failed in any way
   * @param cancelled while they ran; requests = answered + failed + cancelled + running
   * @param hedges second requests among them
   * @param usage of all of them; estimated where no reply says it
   * @param answering time from sending to the reply, over all that were answered
   * @param slowest of these times
   */
  public record Line(
      String purpose,
      String model,
      long requests,
      long answered,
      long failed,
      long cancelled,
      long hedges,
      Usage usage,
      Duration answering,
      Duration slowest) {}
}
