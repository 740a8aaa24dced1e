// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands of this package have: a cluster, and two forms of output. */
final class CommonOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and exits.")
  @SuppressWarnings("unused") // read by picocli
  private boolean help;

  /** Reaches for the cluster; the caller closes it. */
  Cluster open() {
    return cluster.open();
  }

  /** Prints the one or the other. */
  void print(JsonNode asJson, Consumer<PrintWriter> asText) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(asJson.toPrettyString());
    } else {
      asText.accept(out);
    }
    out.flush();
  }

  /** Says something that is no part of the output. */
  void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }
}
