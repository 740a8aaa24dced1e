// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

/**
 * Bounds the requests that run at once. While the endpoint refuses a large part of them as too many
 * (429), fewer run; a few refusals among many answers change nothing.
 */
final class InFlightGate implements Gate {

  private static final int SMALLEST_SAMPLE = 10;
  private static final double TOO_MANY = 0.25;
  private static final double FEW = 0.1;

  private final int most;
  private int limit;
  private int inFlight;
  private int ended;
  private int refused;

  InFlightGate(int most) {
    this.most = most;
    this.limit = most;
  }

  int inFlight() {
    return inFlight;
  }

  int limit() {
    return limit;
  }

  @Override
  public long waitOf(Ticket ticket, long now) {
    return inFlight < limit ? 0 : UNTIL_CHANGE;
  }

  @Override
  public void enter(Ticket ticket, long now) {
    inFlight++;
  }

  @Override
  public void leave(Ticket ticket, Outcome outcome, long now) {
    inFlight--;
    ended++;
    if (outcome.fault().filter(fault -> fault.kind() == FailureKind.RATE_LIMITED).isPresent()) {
      refused++;
    }
    if (ended >= Math.max(SMALLEST_SAMPLE, limit)) {
      adapt((double) refused / ended);
      ended = 0;
      refused = 0;
    }
  }

  private void adapt(double share) {
    if (share > TOO_MANY) {
      limit = Math.max(1, (int) (limit * (1 - share / 2)));
    } else if (share < FEW) {
      limit = Math.min(most, limit + 1 + limit / 10);
    }
  }
}
