// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.topology.Signals;
import io.trace2skill.cli.engine.EngineSettings;
import io.trace2skill.cli.engine.LlmEngineSettings;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.ingest.Inputs;
import io.trace2skill.cli.run.Consolidation;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillNames;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code trace2skill evolve}. */
@Command(
    name = "evolve",
    description = {
      "Evolves a skill from recorded trajectories on this machine.",
      "",
      "Starts a Kafka broker in this process, streams the trajectories through the same topologies"
          + " that run as services, and leaves a valid skill directory and a report."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  Create a skill from scratch:",
      "    trace2skill evolve --trajectories runs/ --skill my-agent --out out",
      "  Deepen a skill that exists, and look before you take it:",
      "    trace2skill evolve --trajectories runs.jsonl --skill my-agent --base skills/my-agent"
          + " --out out --report-only",
      "  In a script: read standard input, print the report, be able to go on after a kill:",
      "    cat runs.jsonl | trace2skill evolve --trajectories - --skill my-agent --out out"
          + " --data-dir work --json",
      "  With a model: the key comes from OPENAI_API_KEY, the address from --base-url:",
      "    trace2skill evolve --trajectories runs/ --skill my-agent --out out --engine llm"
          + " --model qwen3-32b --base-url http://localhost:8000/v1 --data-dir work",
      "",
      "Writes OUT/NAME/SKILL.md, OUT/NAME/references/*.md, OUT/report.json and OUT/report.html.",
      "What cannot be read is listed in the report with a reason; a bad line never stops a run.",
      "Ctrl-C stops cleanly. Results go to standard output, everything else to standard error."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:a version was published and written",
      "  3:there was nothing to publish; standard error and the report say why",
      "  4:the budget is used up; with --data-dir and a larger one, the same command goes on",
      "  2:the command line is wrong, or an input or output cannot be used",
      "  1:the run failed; with --data-dir, the same command goes on where it was",
      "130:stopped by Ctrl-C"
    })
final class EvolveCommand implements Callable<Integer> {

  /** The stage holds twice as many, and more than this brings no machine anything. */
  private static final int MAX_IN_FLIGHT = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--trajectories",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "Files, directories (of these every .json, .jsonl and .ndjson file, at any depth),"
            + " or - for standard input."
      })
  private List<String> trajectories = new ArrayList<>();

  @Option(
      names = "--skill",
      required = true,
      paramLabel = "NAME",
      description =
          "Name of the skill: lower-case letters, digits and single hyphens. All trajectories"
              + " count for it, also those that name another skill.")
  private String skill = "";

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "Skill directory to deepen. Without it, a skill is created from scratch. Its other text"
              + " files, such as scripts and a licence, are carried over unchanged.")
  private @Nullable Path base;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Where the skill directory and the report go. An older version of the skill in it is"
              + " replaced as a whole; a directory that is no skill is not.")
  private Path out = Path.of("");

  @Option(
      names = "--engine",
      defaultValue = "rules",
      paramLabel = "rules|llm",
      description =
          "What does the thinking: rules, which are deterministic and need no model, or llm, which"
              + " asks one. Default: ${DEFAULT-VALUE}.")
  private String engine = "";

  @Option(
      names = "--signals",
      defaultValue = "both",
      paramLabel = "errors|successes|both",
      description = "Which outcomes are learned from. Default: both.")
  private String signals = "";

  @Option(
      names = "--consolidation",
      defaultValue = "hierarchical",
      paramLabel = "hierarchical|sequential|bank",
      description = {
        "What becomes of the patches. hierarchical merges all of them into one version."
            + " sequential makes a version after each batch and analyses the next batch against"
            + " it. bank keeps lessons apart in OUT/NAME.bank.jsonl, for trace2skill bank query."
            + " The last two are there to be compared with. Default: ${DEFAULT-VALUE}."
      })
  private String consolidation = "";

  @Option(
      names = "--sequential-batch",
      paramLabel = "N",
      description = "Trajectories of a batch of --consolidation sequential. Default: 1.")
  private @Nullable Integer sequentialBatch;

  @Option(
      names = "--fan-in",
      defaultValue = "" + MergeConfig.DEFAULT_FAN_IN,
      paramLabel = "B",
      description = "Patches that one merge takes, at least 2. Default: ${DEFAULT-VALUE}.")
  private int fanIn;

  @Option(
      names = "--min-support",
      paramLabel = "N",
      description =
          "Trajectories below which an edit goes to references/ instead of SKILL.md. Nothing is"
              + " dropped for being rare. Default: "
              + ConsolidationPolicy.DEFAULT_MIN_SUPPORT
              + ", with --consolidation sequential 1, because a batch shows no prevalence.")
  private @Nullable Integer minSupport;

  @Option(
      names = "--in-flight",
      defaultValue = "128",
      paramLabel = "N",
      description = "Analyses that run at once. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keeps the broker's data there. A run that was stopped or killed goes on where it was:"
              + " nothing is analysed twice, nothing is lost. With more trajectories than before,"
              + " a later run evolves the next version. Default: a temporary directory, removed"
              + " at the end.")
  private @Nullable Path dataDir;

  @Option(
      names = "--format",
      defaultValue = "auto",
      paramLabel = "auto|openai|trace2skill",
      description = "How trajectories are written. Default: ${DEFAULT-VALUE}.")
  private String format = "";

  @Option(
      names = "--report-only",
      description =
          "Evolves and writes the report, but leaves the skill directory alone. With --data-dir,"
              + " the same command without this option then writes the skill at once.")
  private boolean reportOnly;

  @Option(
      names = "--plan",
      description =
          "Says about how many calls and tokens the run would take, at which cost, and does"
              + " nothing. Needs --engine llm.")
  private boolean plan;

  @Mixin private OutputOptions output = new OutputOptions();

  @ArgGroup(exclusive = false, heading = "%nThe model, with --engine llm:%n")
  private @Nullable ModelOptions model;

  @ArgGroup(exclusive = false, heading = "%nLimits, budget and prices, with --engine llm:%n")
  private @Nullable ModelLimits limits;

  private final Map<String, String> environment;

  /**
   * Makes the command.
   *
   * @param environment where the endpoint's address and key may be
   */
  EvolveCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    EvolveSettings settings = settings();
    if (plan && settings.engine() instanceof LlmEngineSettings llm) {
      return new PlanSession(spec.commandLine().getOut(), output).run(settings, llm, System.in);
    }
    OutputPlan results = new OutputPlan(out, skill, Optional.ofNullable(base), reportOnly);
    return new EvolveSession(spec.commandLine(), output).run(settings, results, System.in);
  }

  private EvolveSettings settings() {
    SkillNames.nameProblem(skill).ifPresent(problem -> fail("--skill: " + problem));
    require(fanIn >= 2, "--fan-in must be at least 2: " + fanIn);
    Consolidation way =
        Consolidation.fromWireName(consolidation)
            .orElseThrow(
                () ->
                    usage(
                        "--consolidation must be hierarchical, sequential or bank: "
                            + consolidation));
    require(
        sequentialBatch == null || way == Consolidation.SEQUENTIAL,
        "--sequential-batch needs --consolidation sequential");
    int batch = Objects.requireNonNullElse(sequentialBatch, 1);
    require(batch >= 1, "--sequential-batch must be at least 1: " + batch);
    int usualSupport =
        way == Consolidation.SEQUENTIAL ? 1 : ConsolidationPolicy.DEFAULT_MIN_SUPPORT;
    int support = Objects.requireNonNullElse(minSupport, usualSupport);
    require(support >= 1, "--min-support must be at least 1: " + support);
    require(
        inFlight >= 1 && inFlight <= MAX_IN_FLIGHT,
        "--in-flight must be from 1 to " + MAX_IN_FLIGHT + ": " + inFlight);
    ImportFormat written =
        ImportFormat.fromWireName(format)
            .orElseThrow(() -> usage("--format must be auto, openai or trace2skill: " + format));
    Inputs.of(trajectories, skill, written).problem().ifPresent(this::fail);
    return new EvolveSettings(
        List.copyOf(trajectories),
        skill,
        base == null ? Optional.empty() : Optional.of(readBase(base)),
        engine(),
        Signals.fromWireName(signals)
            .orElseThrow(() -> usage("--signals must be errors, successes or both: " + signals)),
        way,
        batch,
        fanIn,
        support,
        inFlight,
        Optional.ofNullable(dataDir),
        written);
  }

  private EngineSettings engine() {
    require(!plan || !engine.equals("rules"), "--plan needs --engine llm; the rules cost nothing");
    return new EngineChoice(spec, environment).settings(engine, model, limits, inFlight);
  }

  private SkillDirectory readBase(Path directory) {
    try {
      return BaseDirectory.read(directory, skill);
    } catch (SkillDirectoryException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void require(boolean condition, String complaint) {
    if (!condition) {
      fail(complaint);
    }
  }

  private void fail(String complaint) {
    throw usage(complaint);
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
