// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.analyst.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How workspaces are made.
 *
 * @param parent directory that they lie in, on a local disk; made when missing. Many processes of
 *     one machine may share it
 * @param limits what a trajectory and a model may use
 * @param commands where {@code run_command} runs; empty switches that tool off
 * @param executor runs the tools, which read files, wait for commands and judge workbooks; never
 *     the caller's thread
 */
public record WorkspaceSettings(
    Path parent, WorkspaceLimits limits, Optional<Sandbox> commands, Executor executor) {

  public WorkspaceSettings {
    Objects.requireNonNull(parent, "parent is null");
    Objects.requireNonNull(limits, "limits is null");
    Objects.requireNonNull(commands, "commands is null");
    Objects.requireNonNull(executor, "executor is null");
  }
}
