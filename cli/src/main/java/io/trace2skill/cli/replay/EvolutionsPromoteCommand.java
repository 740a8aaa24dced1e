// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.cli.replay.Evolutions.Promoted;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trace2skill evolutions promote}. */
@Command(
    name = "promote",
    description = {
      "Makes the evolution's skill the next version of the live one.",
      "",
      "It is registered as a base, in turn with all other orders and windows; windows that are open"
          + " now go on and are applied to it. The evolution stays until it is discarded."
    },
    mixinStandardHelpOptions = true)
final class EvolutionsPromoteCommand extends EvolutionsAction {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Parameters(paramLabel = "NAME", description = "The evolution.")
  private String name = "";

  @Override
  void act(Evolutions evolutions)
      throws EvolutionException, ExecutionException, InterruptedException {
    Promoted promoted = evolutions.promote(name, PATIENCE);
    if (json()) {
      print(
          object()
              .put("evolution", name)
              .put("skill", promoted.skill())
              .put("version", promoted.version())
              .put("already", promoted.already()));
    } else {
      print(
          "%s is %sversion %d of %s"
              .formatted(
                  name,
                  promoted.already() ? "already " : "",
                  promoted.version(),
                  promoted.skill()));
    }
  }
}
