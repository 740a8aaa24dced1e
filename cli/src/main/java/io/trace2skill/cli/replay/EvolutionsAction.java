// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.schemas.SchemaRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands on evolutions have in common: a cluster, a form of output, complaints. */
abstract class EvolutionsAction implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Prints JSON instead of text for people.")
  private boolean json;

  @Override
  public final Integer call() throws IOException, ExecutionException, InterruptedException {
    try (SchemaRegistry registry = cluster.registry();
        Evolutions evolutions =
            new Evolutions(new Live(cluster.topics(), registry, cluster.clientSettings()))) {
      act(evolutions);
      return 0;
    } catch (EvolutionException e) {
      spec.commandLine().getErr().println("trace2skill: " + e.getMessage());
      return 1;
    }
  }

  /** Does what the command is for, and tells of it. */
  abstract void act(Evolutions evolutions)
      throws EvolutionException, ExecutionException, InterruptedException;

  boolean json() {
    return json;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  void print(JsonNode result) {
    print(result.toPrettyString());
  }

  void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
