// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code chaos/run}. */
@Command(
    name = "chaos/run",
    mixinStandardHelpOptions = true,
    description = "Faults on real processes, and what becomes of the books.",
    subcommands = {CampaignCommand.class, RestartsCommand.class})
final class ChaosCommand {

  private ChaosCommand() {}

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ChaosCommand()).execute(args));
  }
}
