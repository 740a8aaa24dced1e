// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.topology.Signals;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.replay.Live;
import io.trace2skill.cli.replay.PublishedSkills;
import io.trace2skill.cli.replay.ReplaySettings;
import io.trace2skill.cli.replay.ReplaySource;
import io.trace2skill.cli.replay.TimeRange;
import io.trace2skill.cli.run.Consolidation;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillNames;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill replay}. */
@Command(
    name = "replay",
    description = {
      "Evolves a skill again from the logs of a cluster, beside the live evolution.",
      "",
      "The range is copied into topics of its own, where topologies in this process evolve it. The"
          + " live skill does not change until 'trace2skill evolutions promote'."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:the evolution made a version",
      "  3:there was nothing to make one of; standard error and the report say why",
      "  4:the budget is used up; with a larger one, the same command goes on",
      "  2:the command line is wrong, or an output cannot be used",
      "  1:the replay failed; the same command goes on where it was",
      "130:stopped by Ctrl-C; the same command goes on where it was"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int MAX_IN_FLIGHT = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--skill", required = true, paramLabel = "NAME", description = "The skill.")
  private String skill = "";

  @Option(
      names = "--evolution",
      required = true,
      paramLabel = "NAME",
      description =
          "Name of the evolution. The same command with the same name goes on where it was.")
  private String evolution = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "First event time (a trajectory's end) of the range. Default: the first ever.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "First event time after the range. Default: none. What comes into the log after the"
              + " replay began is not replayed.")
  private @Nullable Instant to;

  @Option(
      names = "--from-topic",
      defaultValue = "trajectories",
      paramLabel = "trajectories|patches",
      description =
          "What is replayed: trajectories, which are analysed again, or patches, which are only"
              + " merged again. Default: ${DEFAULT-VALUE}.")
  private String fromTopic = "";

  @Option(
      names = "--base",
      paramLabel = "VERSION|DIR|none",
      description =
          "What the evolution begins with: a version of the live skill, a skill directory, or"
              + " nothing. Default: the base that the live skill began with.")
  private @Nullable String base;

  @Option(
      names = "--engine",
      defaultValue = "rules",
      paramLabel = "rules|llm",
      description = "What does the thinking. Default: ${DEFAULT-VALUE}.")
  private String engine = "";

  @Option(
      names = "--signals",
      defaultValue = "both",
      paramLabel = "errors|successes|both",
      description = "Which outcomes are learned from, of trajectories. Default: both.")
  private String signals = "";

  @Option(
      names = "--fan-in",
      defaultValue = "" + MergeConfig.DEFAULT_FAN_IN,
      paramLabel = "B",
      description = "Patches that one merge takes, at least 2. Default: ${DEFAULT-VALUE}.")
  private int fanIn;

  @Option(
      names = "--min-support",
      defaultValue = "" + ConsolidationPolicy.DEFAULT_MIN_SUPPORT,
      paramLabel = "N",
      description =
          "Trajectories below which an edit goes to references/ instead of SKILL.md. Default:"
              + " ${DEFAULT-VALUE}.")
  private int minSupport;

  @Option(
      names = "--in-flight",
      defaultValue = "16",
      paramLabel = "N",
      description = "Analyses that run at once. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      paramLabel = "N",
      description =
          "Records that are copied in a second at most, for the sake of the live evolution."
              + " Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the skill directory and the report go. Default: trace2skill-EVOLUTION here.")
  private @Nullable Path out;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keeps the stores and what the model used up there, so that going on is quicker and a"
              + " budget holds over all runs. Default: a temporary directory.")
  private @Nullable Path dataDir;

  @Mixin private OutputOptions output = new OutputOptions();

  @ArgGroup(exclusive = false, heading = "%nThe model, with --engine llm:%n")
  private @Nullable ModelOptions model;

  @ArgGroup(exclusive = false, heading = "%nLimits, budget and prices, with --engine llm:%n")
  private @Nullable ModelLimits limits;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  private final Map<String, String> environment;

  /**
   * Makes the command.
   *
   * @param environment where the endpoint's address and key may be
   */
  ReplayCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    require(fanIn >= 2, "--fan-in must be at least 2: " + fanIn);
    require(minSupport >= 1, "--min-support must be at least 1: " + minSupport);
    require(
        inFlight >= 1 && inFlight <= MAX_IN_FLIGHT,
        "--in-flight must be from 1 to " + MAX_IN_FLIGHT + ": " + inFlight);
    SkillNames.nameProblem(skill).ifPresent(problem -> require(false, "--skill: " + problem));
    try (SchemaRegistry registry = cluster.registry()) {
      Live live = new Live(cluster.topics(), registry, cluster.clientSettings());
      ReplaySettings settings = settings(live);
      Path results = Objects.requireNonNullElse(out, Path.of("trace2skill-" + evolution));
      OutputPlan plan = new OutputPlan(results, skill, Optional.empty(), false);
      return new ReplaySession(spec.commandLine(), output).run(settings, live, plan);
    }
  }

  private ReplaySettings settings(Live live) {
    try {
      TimeRange range = new TimeRange(Optional.ofNullable(from), Optional.ofNullable(to));
      ReplaySource source =
          ReplaySource.fromWireName(fromTopic)
              .orElseThrow(
                  () -> usage("--from-topic must be trajectories or patches: " + fromTopic));
      Signals learned =
          Signals.fromWireName(signals)
              .orElseThrow(() -> usage("--signals must be errors, successes or both: " + signals));
      require(
          source == ReplaySource.TRAJECTORIES || learned == Signals.BOTH,
          "--signals needs --from-topic trajectories; patches are taken as they are");
      EvolveSettings learning =
          new EvolveSettings(
              List.of(),
              skill,
              base(live),
              new EngineChoice(spec, environment).settings(engine, model, limits, inFlight),
              learned,
              Consolidation.HIERARCHICAL,
              1,
              fanIn,
              minSupport,
              inFlight,
              Optional.ofNullable(dataDir),
              ImportFormat.AUTO);
      return new ReplaySettings(evolution, learning, source, range, rate);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private Optional<SkillDirectory> base(Live live) {
    if (base == null) {
      return new PublishedSkills(live).firstBase(skill).map(ReplayCommand::files);
    }
    if (base.equals("none")) {
      return Optional.empty();
    }
    if (base.matches("\\d{1,18}")) {
      long number = Long.parseLong(base);
      return Optional.of(
          new PublishedSkills(live)
              .version(skill, number)
              .map(ReplayCommand::files)
              .orElseThrow(() -> usage("--base: there is no version " + number + " of " + skill)));
    }
    try {
      return Optional.of(BaseDirectory.read(Path.of(base), skill));
    } catch (SkillDirectoryException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private static SkillDirectory files(SkillSnapshot version) {
    return SkillRecords.toDirectory(version.getFiles());
  }

  private void require(boolean condition, String complaint) {
    if (!condition) {
      throw usage(complaint);
    }
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
