// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.cli.replay.Evolutions.Removed;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trace2skill evolutions discard}. */
@Command(
    name = "discard",
    description =
        "Deletes the evolution with its topics and consumer groups. What was promoted stays.",
    mixinStandardHelpOptions = true)
final class EvolutionsDiscardCommand extends EvolutionsAction {

  @Parameters(paramLabel = "NAME", description = "The evolution.")
  private String name = "";

  @Override
  void act(Evolutions evolutions)
      throws EvolutionException, ExecutionException, InterruptedException {
    Removed removed = evolutions.discard(name);
    if (json()) {
      print(
          object()
              .put("evolution", name)
              .put("topics", removed.topics())
              .put("groups", removed.groups()));
    } else {
      print(
          "%s is discarded: %d topics and %d consumer groups deleted"
              .formatted(name, removed.topics(), removed.groups()));
    }
  }
}
