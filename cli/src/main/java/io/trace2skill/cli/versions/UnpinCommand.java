// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trace2skill unpin}. */
@Command(
    name = "unpin",
    description = {
      "Lets a pinned skill be published again.",
      "",
      "What was held back goes into the next version; 'close' makes it at once."
    },
    sortOptions = false)
final class UnpinCommand implements Callable<Integer> {

  @Mixin private OrderOptions options = new OrderOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return options.giveToKnown(OrderOptions.order(CommandKind.UNPIN));
  }
}
