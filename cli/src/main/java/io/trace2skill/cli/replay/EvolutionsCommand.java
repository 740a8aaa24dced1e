// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill evolutions}. */
@Command(
    name = "evolutions",
    description = "Works with what replays made beside the live evolution.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvolutionsListCommand.class,
      EvolutionsDiffCommand.class,
      EvolutionsPromoteCommand.class,
      EvolutionsDiscardCommand.class
    })
public final class EvolutionsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is needed: list, diff, promote or discard");
  }
}
