// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.llm.tools.Tool;
import java.util.List;

/**
 * The files of one trajectory, laid out for one analysis. Thread-safe; calls of tools run one after
 * another. Close it when the analysis ends, however it ends.
 */
public interface Workspace extends AutoCloseable {

  /**
   * Returns the tools that make sense here, in a fixed order: those for files always, {@code
   * evaluate} where there is something to judge by, {@code run_command} where commands are on.
   */
  List<Tool> tools();

  /** Tells whether the trajectory brought at least one file that could be laid out. */
  boolean hasArtifacts();

  /** Tells whether a candidate fix can be judged: the trajectory carries a reference. */
  boolean canEvaluate();

  /** Tells whether a candidate passed the evaluator so far. */
  boolean fixPassed();

  /** Returns how many candidates were judged so far. */
  int evaluations();

  /**
   * Deletes the directory. Waits for a tool call that is running, which ends soon: a running
   * command is killed. Tools that are called afterwards fail. Never throws; closing twice is fine.
   */
  @Override
  void close();
}
