// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill dead-letters}. */
@Command(
    name = "dead-letters",
    description = "Lists, shows and sends back what could not be used.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListLettersCommand.class, ShowLetterCommand.class, RetryLettersCommand.class})
public final class DeadLettersCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed: list, show or retry");
  }
}
