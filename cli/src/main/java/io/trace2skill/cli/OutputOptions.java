// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import picocli.CommandLine.Option;

/** How much a command says, and in which form. */
final class OutputOptions {

  @Option(names = "--quiet", description = "No progress and no warnings; only results and errors.")
  boolean quiet;

  @Option(
      names = "--json",
      description = "Prints report.json to standard output, instead of a summary for people.")
  boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Logs more, and warnings to standard error as well.")
  boolean verbose;
}
