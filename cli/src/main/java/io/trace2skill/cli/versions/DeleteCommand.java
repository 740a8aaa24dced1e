// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.CommandKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trace2skill delete}. */
@Command(
    name = "delete",
    description = {
      "Takes a skill from those that agents load. Its versions are kept.",
      "",
      "Evidence that comes later, or is in an open window, creates it again under the next number. Pin it after the deletion to keep it away."
    },
    sortOptions = false)
final class DeleteCommand implements Callable<Integer> {

  private static final int NOT_DELETED = 1;
  private static final Set<String> CONSENT = Set.of("y", "yes");

  @Mixin private OrderOptions options = new OrderOptions();

  @Option(names = "--yes", description = "Does not ask back.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!yes && !isMeant()) {
      options.tell("trace2skill: nothing was deleted; answer 'y', or use --yes");
      return NOT_DELETED;
    }
    return options.giveToKnown(OrderOptions.order(CommandKind.DELETE));
  }

  private boolean isMeant() throws IOException {
    options.tell("Delete the skill '" + options.skill() + "' for all agents? [y/N] ");
    // Not closed: standard input is not this command's.
    String answer = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    return answer != null && CONSENT.contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
