// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.CommandKind;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trace2skill base}. */
@Command(
    name = "base",
    description = {
      "Publishes a skill directory as the next version, for evidence to deepen.",
      "",
      "Evidence in open windows is applied to it."
    },
    sortOptions = false)
final class BaseCommand implements Callable<Integer> {

  private static final int REFUSED = 1;

  @Mixin private OrderOptions options = new OrderOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "The directory that holds SKILL.md.")
  private Path directory = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException, SkillDirectoryException {
    SkillDirectory base = SkillDirectoryReader.read(directory);
    List<Violation> violations = new SkillValidator().validate(base, options.skill());
    if (!violations.isEmpty()) {
      options.tell("trace2skill: " + directory + " is no valid skill:");
      violations.forEach(violation -> options.tell("  " + violation));
      return REFUSED;
    }
    return options.give(
        OrderOptions.order(CommandKind.REGISTER_BASE).setFiles(SkillRecords.toRecords(base)));
  }
}
