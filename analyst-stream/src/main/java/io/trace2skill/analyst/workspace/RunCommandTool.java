// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.analyst.sandbox.CommandResult;
import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.llm.ToolDefinition;
import java.io.IOException;

/** Runs a shell command in the sandbox. */
record RunCommandTool(Root root, Sandbox sandbox) implements ToolAction {

  private static final int MAX_COMMAND = 20_000;

  @Override
  public ToolDefinition definition() {
    return ToolAction.define(
        "run_command",
        "Runs a shell command in the workspace directory. No network; stopped after "
            + sandbox.limits().wallTime().toSeconds()
            + " seconds. Returns the exit code and the output.",
        "\"command\":{\"type\":\"string\"}",
        "command");
  }

  @Override
  public String run(ToolArguments arguments, Cancellation cancellation)
      throws ToolComplaintException, IOException, InterruptedException {
    String command = arguments.text("command");
    if (command.isBlank() || command.length() > MAX_COMMAND || command.indexOf('\0') >= 0) {
      throw new ToolComplaintException(
          "\"command\" must have 1 to " + MAX_COMMAND + " characters, and no NUL.");
    }
    CommandResult result = sandbox.run(root.directory(), command, cancellation::isCancelled);
    return head(result) + result.output();
  }

  private String head(CommandResult result) {
    return switch (result.ending()) {
      case EXITED -> "exit code " + result.exitCode() + "\n";
      case TIME ->
          "Stopped: it took longer than " + sandbox.limits().wallTime().toSeconds() + " seconds.\n";
      case MEMORY -> "Stopped: it used too much memory.\n";
      case DISK ->
          "Stopped: the workspace holds too much, or a directory that cannot be read. Delete files"
              + " that you do not need.\n";
      case CANCELLED -> "Stopped: the analysis has ended.\n";
    };
  }
}
