// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill bank}. */
@Command(
    name = "bank",
    description = "Works with a bank of lessons, as evolve --consolidation bank writes it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = BankQueryCommand.class)
final class BankCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed: query");
  }
}
