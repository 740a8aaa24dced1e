// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import java.util.List;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trace2skill evolutions diff}. */
@Command(
    name = "diff",
    description = {
      "Shows what would change if the evolution were promoted: a unified diff from the latest live"
          + " version to the evolution's. Prints nothing when they are the same."
    },
    mixinStandardHelpOptions = true)
final class EvolutionsDiffCommand extends EvolutionsAction {

  @Parameters(paramLabel = "NAME", description = "The evolution.")
  private String name = "";

  @Override
  void act(Evolutions evolutions)
      throws EvolutionException, ExecutionException, InterruptedException {
    List<String> diff = evolutions.diff(name);
    if (json()) {
      print(object().put("evolution", name).set("diff", tree(diff)));
    } else {
      diff.forEach(this::print);
    }
  }
}
