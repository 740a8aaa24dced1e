// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets nothing pass while the endpoint is down, except one probe at a time. */
final class BreakerGate implements Gate {

  private final Breaker settings;
  private final LlmListener listener;
  private final Consumer<Runnable> events;
  private Streak streak = new Streak();
  private int failedProbes;
  private long openedAt;
  private long probeAt;
  private @Nullable Ticket probe;

  /**
   * @param events takes what is to be told when the lock is free
   */
  BreakerGate(Breaker settings, LlmListener listener, Consumer<Runnable> events) {
    this.settings = settings;
    this.listener = listener;
    this.events = events;
  }

  boolean open() {
    return streak.outage();
  }

  @Override
  public long waitOf(Ticket ticket, long now) {
    if (!open()) {
      return 0;
    }
    return probe == null ? Math.max(0, probeAt - now) : UNTIL_CHANGE;
  }

  @Override
  public void enter(Ticket ticket, long now) {
    if (open()) {
      probe = ticket;
    }
  }

  @Override
  public void leave(Ticket ticket, Outcome outcome, long now) {
    boolean wasProbe = ticket == probe;
    if (wasProbe) {
      probe = null;
    }
    if (outcome.endpointWorks()) {
      // What was sent before says nothing about now: an endpoint that goes down still answers some.
      if (!open() || wasProbe) {
        works(now);
      }
    } else if (outcome.endpointSeemsDown()) {
      outcome.fault().ifPresent(fault -> fault.belongsTo(streak));
      failed(wasProbe, outcome, now);
    }
  }

  private void works(long now) {
    if (open()) {
      Duration outage = Duration.ofNanos(now - openedAt);
      events.accept(() -> listener.endpointUp(outage));
    }
    streak = new Streak();
    failedProbes = 0;
  }

  private void failed(boolean wasProbe, Outcome outcome, long now) {
    if (open()) {
      if (wasProbe) {
        failedProbes++;
        waitForProbe(outcome, now);
      }
    } else if (streak.add() >= settings.threshold()) {
      streak.becomesOutage();
      openedAt = now;
      waitForProbe(outcome, now);
      String reason = outcome.fault().map(EndpointFault::getMessage).orElse("");
      events.accept(() -> listener.endpointDown(reason));
    }
  }

  private void waitForProbe(Outcome outcome, long now) {
    Duration wait = Backoff.bound(settings.firstWait(), settings.longestWait(), failedProbes + 1);
    Duration asked = outcome.retryAfter().orElse(Duration.ZERO);
    probeAt = now + (asked.compareTo(wait) > 0 ? asked : wait).toNanos();
  }
}
