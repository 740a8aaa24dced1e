// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.avro.Trajectory;

/** Opens workspaces. Thread-safe. */
public final class Workspaces implements AutoCloseable {

  private final WorkspaceSettings settings;

  /**
   * Prepares the directory that the workspaces will lie in, and removes what a killed process left
   * behind.
   *
   * @throws java.io.UncheckedIOException when the directory cannot be made or is not safe to use
   */
  public Workspaces(WorkspaceSettings settings) {
    this.settings = settings;
  }

  /**
   * Lays the files of a trajectory out in a fresh directory. Reads and writes files, so never call
   * it on a stream thread.
   *
   * @throws java.io.UncheckedIOException when the directory cannot be written
   * @throws io.trace2skill.analyst.evaluate.EvaluatorException when the trajectory asks for an
   *     evaluator that cannot be had
   */
  @SuppressWarnings("DoNotCallSuggester")
  public Workspace open(Trajectory trajectory) {
    throw new UnsupportedOperationException(settings + trajectory.getTrajectoryId());
  }

  /** Deletes what is left. Close the workspaces first. */
  @Override
  public void close() {}
}
