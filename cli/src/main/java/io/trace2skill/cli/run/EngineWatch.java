// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.cli.engine.Engine;
import io.trace2skill.cli.engine.EngineStatus;
import java.time.Duration;

/** Tells the listener what the engine waits for, and ends the run when it cannot go on. */
final class EngineWatch {

  /** Results of the last calls that were paid for are committed within this time. */
  private static final Duration LAST_COMMITS = Duration.ofSeconds(2);

  private static final double SAVE_EVERY_SECONDS = 1;

  private final Engine engine;
  private final RunListener listener;
  private final Stopwatch watch;
  private double savedAt;
  private double busyAt;

  EngineWatch(Engine engine, RunListener listener, Stopwatch watch) {
    this.engine = engine;
    this.listener = listener;
    this.watch = watch;
  }

  /**
   * Looks at the engine once.
   *
   * @throws RunFailedException when the endpoint refuses everything
   * @throws BudgetUsedUpException when the budget is used up and what was paid for has come to its
   *     end
   */
  void look(Books books) throws RunFailedException, BudgetUsedUpException {
    EngineStatus status = engine.status();
    double now = watch.seconds();
    if (now - savedAt >= SAVE_EVERY_SECONDS) {
      engine.save();
      savedAt = now;
    }
    if (status.refusal().isPresent()) {
      throw new RunFailedException(
          status.refusal().get()
              + " (check key, model and address; no trajectory is lost, all of them wait)");
    }
    if (status.budgetUsedUp().isEmpty()) {
      listener.waiting(status.waitingFor().orElse(""));
      return;
    }
    listener.waiting("budget used up, waiting for calls that run");
    if (status.inFlight() > 0 || busyAt == 0) {
      busyAt = now;
    } else if (now - busyAt > LAST_COMMITS.toSeconds()) {
      throw new BudgetUsedUpException(
          status.budgetUsedUp().get(), status.usedUp(), books.ended(), books.accepted());
    }
  }
}
