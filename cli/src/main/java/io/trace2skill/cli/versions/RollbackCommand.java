// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trace2skill rollback}. */
@Command(
    name = "rollback",
    description = {
      "Publishes the files of an earlier version again, as a new version.",
      "",
      "Later evidence is applied to it. Pin the skill to stay at it."
    },
    sortOptions = false)
final class RollbackCommand implements Callable<Integer> {

  @Mixin private OrderOptions options = new OrderOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "N",
      description = "Number of the version whose files come back.")
  private long version;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return options.giveToKnown(OrderOptions.order(CommandKind.ROLLBACK).setVersion(version));
  }
}
