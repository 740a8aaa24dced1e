// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.Usage;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Lets a request pass that the rest of the budget can pay for. */
final class BudgetGate implements Gate {

  private final Budget budget;
  private final LlmListener listener;
  private final Consumer<Runnable> events;
  private Usage spent = Usage.NONE;
  private long running;
  private long reservedTokens;
  private long reservedMicros;
  private boolean told;

  /**
   * @param events takes what is to be told when the lock is free
   */
  BudgetGate(Budget budget, LlmListener listener, Consumer<Runnable> events) {
    this.budget = budget;
    this.listener = listener;
    this.events = events;
  }

  @Override
  public long waitOf(Ticket ticket, long now) {
    String bound = boundInTheWay(ticket.estimate());
    if (bound.isEmpty()) {
      return 0;
    }
    // What runs may turn out cheaper than reserved; only without it the answer is final.
    if (running == 0 && !told) {
      told = true;
      events.accept(() -> listener.budgetUsedUp(bound));
    }
    return UNTIL_CHANGE;
  }

  @Override
  public void enter(Ticket ticket, long now) {
    running++;
    reservedTokens += tokens(ticket.estimate());
    reservedMicros += ticket.estimate().costMicros();
  }

  @Override
  public void leave(Ticket ticket, Outcome outcome, long now) {
    running--;
    reservedTokens -= tokens(ticket.estimate());
    reservedMicros -= ticket.estimate().costMicros();
    spent = spent.plus(outcome.usage());
  }

  private String boundInTheWay(Usage estimate) {
    if (exceeds(spent.calls() + running + 1, budget.calls())) {
      return budget.calls().getAsLong() + " calls";
    }
    if (exceeds(tokens(spent) + reservedTokens + tokens(estimate), budget.tokens())) {
      return budget.tokens().getAsLong() + " tokens";
    }
    if (exceeds(spent.costMicros() + reservedMicros + estimate.costMicros(), budget.costMicros())) {
      return budget.costMicros().getAsLong() / 1e6 + " in money";
    }
    return "";
  }

  private static boolean exceeds(long sum, OptionalLong bound) {
    return bound.isPresent() && sum > bound.getAsLong();
  }

  static long tokens(Usage usage) {
    return usage.promptTokens() + usage.completionTokens();
  }
}
