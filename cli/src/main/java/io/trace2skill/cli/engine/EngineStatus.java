// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.llm.Usage;
import io.trace2skill.llm.journal.JournalReport;
import java.util.Optional;

/**
 * How an engine is doing.
 *
 * @param waitingFor what everything waits for, in words; empty when the work goes on
 * @param budgetUsedUp the bound of the budget that was reached; what needs more waits
 * @param refusal why the endpoint refuses everything; what was refused waits
 * @param inFlight calls that run now
 * @param usedUp in this run
 * @param journal what the journal of calls did in this run
 */
public record EngineStatus(
    Optional<String> waitingFor,
    Optional<String> budgetUsedUp,
    Optional<String> refusal,
    int inFlight,
    Usage usedUp,
    JournalReport journal) {

  /** All is well, and no model is called. */
  static final EngineStatus IDLE =
      new EngineStatus(
          Optional.empty(), Optional.empty(), Optional.empty(), 0, Usage.NONE, JournalReport.NONE);
}
