// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.llm.Usage;

/** The run stopped because its budget is used up. Nothing is lost. */
public final class BudgetUsedUpException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Usage usage;
  private final long analysed;
  private final long accepted;

  BudgetUsedUpException(String bound, Usage usage, long analysed, long accepted) {
    super("the budget is used up: " + bound);
    this.usage = usage;
    this.analysed = analysed;
    this.accepted = accepted;
  }

  /** Returns what this run used up. */
  public Usage usage() {
    return usage;
  }

  /** Returns how many trajectories have their outcome. */
  public long analysed() {
    return analysed;
  }

  /** Returns of how many trajectories that is. */
  public long accepted() {
    return accepted;
  }
}
