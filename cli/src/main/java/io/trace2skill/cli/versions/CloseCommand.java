// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trace2skill close}. */
@Command(
    name = "close",
    description = {
      "Closes the windows of a skill now and waits for the version.",
      "",
      "A window waits for the analyses that have started; see --timeout."
    },
    sortOptions = false)
final class CloseCommand implements Callable<Integer> {

  @Mixin private OrderOptions options = new OrderOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return options.give(OrderOptions.order(CommandKind.CLOSE_WINDOW));
  }
}
