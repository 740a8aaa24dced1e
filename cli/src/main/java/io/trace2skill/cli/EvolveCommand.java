// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.topology.Signals;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
      "  Deepen a skill that exists:",
      "    trace2skill evolve --trajectories runs.jsonl --skill my-agent --base skills/my-agent"
          + " --out out",
      "  Read standard input, print the report, keep the data so that a stopped run can go on:",
      "    cat runs.jsonl | trace2skill evolve --trajectories - --skill my-agent --out out --json"
          + " --data-dir work",
      "",
      "Writes OUT/SKILL/SKILL.md, OUT/SKILL/references/*.md, OUT/report.json, OUT/report.html."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:a version was published and written",
      " 1:the run failed; with --data-dir, running it again goes on where it was",
      " 2:the command line is wrong",
      " 3:there was nothing to publish; standard error says why"
    })
final class EvolveCommand implements Callable<Integer> {

  private static final Pattern SKILL_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--trajectories",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, directories (read recursively), or - for standard input.")
  private List<String> trajectories = new ArrayList<>();

  @Option(
      names = "--skill",
      required = true,
      paramLabel = "NAME",
      description = "Name of the skill: lower-case letters, digits and single hyphens.")
  private String skill = "";

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "Skill directory to deepen. Without it, a skill is created from scratch.")
  private @Nullable Path base;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the skill directory and the report go.")
  private Path out = Path.of("");

  @Option(
      names = "--engine",
      defaultValue = "rules",
      paramLabel = "rules|llm",
      description = "What does the thinking. Only rules exists so far: deterministic, no model.")
  private String engine = "";

  @Option(
      names = "--signals",
      defaultValue = "both",
      paramLabel = "errors|successes|both",
      description = "Which outcomes are learned from. Default: both.")
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
          "Trajectories below which an edit goes to references/ instead of SKILL.md. Nothing is"
              + " dropped for being rare. Default: ${DEFAULT-VALUE}.")
  private int minSupport;

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
          "Keeps the broker's data there. A run that was stopped or killed goes on where it was."
              + " Default: a temporary directory, removed at the end.")
  private @Nullable Path dataDir;

  @Option(
      names = "--format",
      defaultValue = "auto",
      paramLabel = "auto|openai|trace2skill",
      description = "How trajectories are written. Default: ${DEFAULT-VALUE}.")
  private String format = "";

  @Option(
      names = "--report-only",
      description = "Writes the report but not the skill directory: look before you take it.")
  private boolean reportOnly;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    return new EvolveSession(spec.commandLine(), output).run(settings());
  }

  private EvolveSettings settings() {
    require(
        SKILL_NAME.matcher(skill).matches() && skill.length() <= 64,
        "--skill must be lower-case letters, digits and single hyphens, at most 64: " + skill);
    require(engine.equals("rules") || engine.equals("llm"), "--engine must be rules: " + engine);
    require(!engine.equals("llm"), "--engine llm does not exist yet; use --engine rules");
    require(fanIn >= 2, "--fan-in must be at least 2: " + fanIn);
    require(minSupport >= 1, "--min-support must be at least 1: " + minSupport);
    require(inFlight >= 1, "--in-flight must be at least 1: " + inFlight);
    for (String path : trajectories) {
      require(
          path.equals("-") || Files.exists(Path.of(path)), "no such file or directory: " + path);
    }
    require(base == null || Files.isDirectory(base), "--base must be a skill directory: " + base);
    return new EvolveSettings(
        List.copyOf(trajectories),
        skill,
        Optional.ofNullable(base),
        out,
        Signals.fromWireName(signals)
            .orElseThrow(() -> usage("--signals must be errors, successes or both: " + signals)),
        fanIn,
        minSupport,
        inFlight,
        Optional.ofNullable(dataDir),
        ImportFormat.fromWireName(format)
            .orElseThrow(() -> usage("--format must be auto, openai or trace2skill: " + format)),
        reportOnly);
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
