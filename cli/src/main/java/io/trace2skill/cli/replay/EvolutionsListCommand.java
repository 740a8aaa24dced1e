// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.replay.EvolutionEntry.State;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;

/** {@code trace2skill evolutions list}. */
@Command(
    name = "list",
    description = "Lists the evolutions: what they replay, how far they are, what they made.",
    mixinStandardHelpOptions = true)
final class EvolutionsListCommand extends EvolutionsAction {

  @Override
  void act(Evolutions evolutions) throws ExecutionException, InterruptedException {
    List<EvolutionEntry> entries = evolutions.list();
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (EvolutionEntry entry : entries) {
      String state = state(entry, evolutions);
      if (json()) {
        array.add(((ObjectNode) tree(entry)).put("state", state));
      } else {
        print(line(entry, state));
      }
    }
    if (json()) {
      print(array);
    } else if (entries.isEmpty()) {
      print("no evolutions; 'trace2skill replay' makes one");
    }
  }

  private static String state(EvolutionEntry entry, Evolutions evolutions)
      throws ExecutionException, InterruptedException {
    if (entry.state() == State.BEGUN) {
      return evolutions.isRunning(entry.name()) ? "running" : "interrupted";
    }
    return entry.state().name().toLowerCase(Locale.ROOT);
  }

  private static String line(EvolutionEntry entry, String state) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s  %s  %s of %s, from %s to %s"
            .formatted(
                entry.name(),
                state,
                entry.settings().get("from-topic"),
                entry.skill(),
                entry.settings().get("from"),
                entry.settings().get("to")));
    if (entry.version() != null) {
      line.append(
          "; version %d from %d of %d trajectories"
              .formatted(entry.version(), entry.patched(), entry.trajectories()));
    }
    if (entry.reason() != null) {
      line.append("; ").append(entry.reason());
    }
    if (entry.promotedVersion() != null) {
      line.append("; promoted, live version ").append(entry.promotedVersion());
    }
    return line.toString();
  }
}
