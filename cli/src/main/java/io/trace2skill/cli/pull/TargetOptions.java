// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.skill.SkillNames;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where versions go and what follows. */
final class TargetOptions {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description =
          "The directory that holds skills, for example .claude/skills or .agents/skills; it is"
              + " created when it is missing. The skill goes to DIR/SKILL.")
  private Path to = Path.of("");

  @Option(
      names = "--hook",
      paramLabel = "CMD",
      description =
          "Command for the shell, run after each change, with TRACE2SKILL_SKILL,"
              + " TRACE2SKILL_VERSION, TRACE2SKILL_DIGEST and TRACE2SKILL_PATH in its environment.")
  private @Nullable String hook;

  @Option(
      names = "--hook-timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "After this time a hook is ended. Default: ${DEFAULT-VALUE}.")
  private int hookTimeout;

  @Option(
      names = "--force",
      description = "Overwrites what was changed in the directory, or was not pulled.")
  private boolean force;

  /**
   * Returns what brings versions to the target.
   *
   * @param command told of wrong options
   * @throws ParameterException when the options make no sense
   */
  Pulling pulling(CommandLine command, List<String> skills) {
    for (String skill : skills) {
      SkillNames.nameProblem(skill)
          .ifPresent(
              problem -> {
                throw new ParameterException(command, problem);
              });
    }
    if (Files.exists(to) && !Files.isDirectory(to)) {
      throw new ParameterException(command, "--to is no directory: " + to);
    }
    if (hookTimeout < 1) {
      throw new ParameterException(command, "--hook-timeout must be at least 1: " + hookTimeout);
    }
    PrintWriter err = command.getErr();
    Optional<Hook> after =
        Optional.ofNullable(hook)
            .map(
                line ->
                    new Hook(
                        line,
                        Duration.ofSeconds(hookTimeout),
                        text -> {
                          err.println(text);
                          err.flush();
                        }));
    return new Pulling(to, after, force);
  }
}
