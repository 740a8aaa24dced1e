// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trace2skill pin}. */
@Command(
    name = "pin",
    description = {
      "Publishes nothing for a skill until it is unpinned.",
      "",
      "Evidence is still taken, and published after that."
    },
    sortOptions = false)
final class PinCommand implements Callable<Integer> {

  @Mixin private OrderOptions options = new OrderOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return options.giveToKnown(OrderOptions.order(CommandKind.PIN));
  }
}
