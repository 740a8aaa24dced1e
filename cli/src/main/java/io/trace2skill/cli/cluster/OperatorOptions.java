// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What every operator's command can be asked besides its work. */
public final class OperatorOptions {

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and ends.")
  private boolean help;

  @Option(names = "--json", description = "Prints JSON to standard output, for programs.")
  private boolean json;

  /** Returns whether results are for programs. */
  public boolean json() {
    return json;
  }

  /** Returns an object to fill and print. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Prints a result for programs. */
  public static void print(PrintWriter out, JsonNode result) {
    out.println(result.toPrettyString());
    out.flush();
  }
}
