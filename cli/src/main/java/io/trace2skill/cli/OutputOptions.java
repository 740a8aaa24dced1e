// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import picocli.CommandLine.Option;

/** How much a command says, and in which form. */
final class OutputOptions {

  @Option(names = "--quiet", description = "No progress; only results and errors.")
  boolean quiet;

  @Option(names = "--json", description = "Prints the report as JSON to standard output.")
  boolean json;
}
