// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.llm.Usage;
import io.trace2skill.llm.http.LlmListener;
import io.trace2skill.llm.journal.JournalReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what an operator should know of the endpoint. Thread-safe. */
final class EndpointWatch implements LlmListener {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointWatch.class);

  private final AtomicReference<@Nullable String> down = new AtomicReference<>();
  private final AtomicReference<@Nullable String> budget = new AtomicReference<>();
  private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

  @Override
  public void endpointDown(String reason) {
    down.set(reason);
    LOG.warn("the model endpoint is down, so calls wait: {}", reason);
  }

  @Override
  public void endpointUp(Duration outage) {
    down.set(null);
    LOG.warn("the model endpoint answers again after {} s", outage.toSeconds());
  }

  @Override
  public void budgetUsedUp(String bound) {
    if (budget.compareAndSet(null, bound)) {
      LOG.warn("the budget is used up: {}", bound);
    }
  }

  /** The endpoint refuses what any other request would be refused for. */
  void refusesAll(String reason) {
    if (refusal.compareAndSet(null, reason)) {
      LOG.error("the model endpoint refuses everything: {}", reason);
    }
  }

  EngineStatus status(int inFlight, Usage usedUp, JournalReport journal) {
    return new EngineStatus(
        Optional.ofNullable(down.get()).map(why -> "waiting for the model endpoint: " + why),
        Optional.ofNullable(budget.get()),
        Optional.ofNullable(refusal.get()),
        inFlight,
        usedUp,
        journal);
  }
}
