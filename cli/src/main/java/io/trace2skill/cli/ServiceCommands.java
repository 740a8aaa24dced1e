// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.analyst.service.AnalystService;
import io.trace2skill.merge.service.MergeService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that run the services, each in the process of its command. */
final class ServiceCommands {

  private ServiceCommands() {}

  /** Starts a service and returns its exit code. */
  @FunctionalInterface
  private interface Service {
    int run(List<String> arguments, Map<String, String> environment);
  }

  /** What the commands have in common. */
  @Command(mixinStandardHelpOptions = true)
  abstract static class ServiceCommand implements Callable<Integer> {

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "File of properties; docs/configuration.md lists the keys. Each can be set by the"
                + " environment too: in.flight is TRACE2SKILL_IN_FLIGHT.")
    private @Nullable Path config;

    private final Service service;

    ServiceCommand(Service service) {
      this.service = service;
    }

    @Override
    public Integer call() {
      List<String> arguments = config == null ? List.of() : List.of("--config", config.toString());
      return service.run(arguments, System.getenv());
    }
  }

  /** Runs the analyst stream. */
  @Command(
      name = "analyst-stream",
      description = "Runs the service that analyses trajectories, until it is told to stop.")
  static final class AnalystStream extends ServiceCommand {
    AnalystStream() {
      super(AnalystService::run);
    }
  }

  /** Runs the merge stream. */
  @Command(
      name = "merge-stream",
      description = "Runs the service that merges patches into skills, until it is told to stop.")
  static final class MergeStream extends ServiceCommand {
    MergeStream() {
      super(MergeService::run);
    }
  }
}
