// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill journal}. */
@Command(
    name = "journal",
    description = "Looks into the journal of a model's replies.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {JournalLsCommand.class, JournalShowCommand.class})
public final class JournalCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed: ls or show");
  }
}
