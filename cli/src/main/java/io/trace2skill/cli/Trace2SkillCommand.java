// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.cli.cluster.ClusterFailures;
import io.trace2skill.cli.doctor.DoctorCommand;
import io.trace2skill.cli.ingest.IngestCommand;
import io.trace2skill.cli.journal.JournalCommand;
import io.trace2skill.cli.letters.DeadLettersCommand;
import io.trace2skill.cli.pull.PullCommand;
import io.trace2skill.cli.pull.WatchCommand;
import io.trace2skill.cli.replay.EvolutionsCommand;
import io.trace2skill.cli.topics.TopicsCommand;
import io.trace2skill.cli.versions.VersionCommands;
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
      ServiceCommands.AnalystStream.class,
      ServiceCommands.MergeStream.class,
      JournalCommand.class,
      IngestCommand.class,
      PullCommand.class,
      WatchCommand.class,
      TopicsCommand.class,
      DeadLettersCommand.class,
      DoctorCommand.class,
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
    CommandLine line = new CommandLine(new Trace2SkillCommand(), new Commands(environment));
    VersionCommands.all().forEach(line::addSubcommand);
    return line.setParameterExceptionHandler(Trace2SkillCommand::tellUsage)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              String explained =
                  ClusterFailures.explain(exception).orElseGet(() -> Failures.explain(exception));
              command.getErr().println("trace2skill: " + explained);
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
