// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.replay.EvolutionsCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code trace2skill} command. */
@Command(
    name = "trace2skill",
    description = "Distils agents' execution logs into skills that any agent can load.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvolveCommand.class,
      DemoCommand.class,
      BankCommand.class,
      ReplayCommand.class,
      EvolutionsCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Trace2SkillCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Trace2SkillCommand(), new Commands(environment))
        .setParameterExceptionHandler(Trace2SkillCommand::tellUsage)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println("trace2skill: " + Failures.explain(exception));
              return ExitCodes.FAILURE;
            });
  }

  /** The complaint and where to read on, rather than a page of help that hides the complaint. */
  private static int tellUsage(ParameterException complaint, String[] args) {
    CommandLine command = complaint.getCommandLine();
    command.getErr().println("trace2skill: " + complaint.getMessage());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCodes.USAGE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }

  /** Makes the commands, with what they may know of the environment. */
  private record Commands(Map<String, String> environment) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == EvolveCommand.class) {
        return type.cast(new EvolveCommand(environment));
      }
      return type == ReplayCommand.class
          ? type.cast(new ReplayCommand(environment))
          : CommandLine.defaultFactory().create(type);
    }
  }
}
