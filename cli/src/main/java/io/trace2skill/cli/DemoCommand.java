// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.analyst.topology.Signals;
import io.trace2skill.cli.engine.RulesSettings;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.files.SkillDirectoryReader;
import io.trace2skill.cli.run.Consolidation;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.ConsolidationPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill demo}. */
@Command(
    name = "demo",
    description = {
      "Evolves the recorded spreadsheet example and tells where to look.",
      "",
      "The runs were recorded from real executions; the engine is rules, so no model and no"
          + " network is used."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {

  private static final String SKILL = "spreadsheet-editing";

  /** Set by the launcher: the directory that holds the examples. */
  private static final String HOME_PROPERTY = "trace2skill.home";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "trace2skill-demo",
      description = "Where the skill and the report go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    Path example = Path.of(System.getProperty(HOME_PROPERTY, "."), "examples", "spreadsheet");
    Path trajectories = example.resolve("trajectories.jsonl");
    if (!Files.exists(trajectories)) {
      throw new ParameterException(spec.commandLine(), "the example is not there: " + trajectories);
    }
    Path base = example.resolve("base-skill").resolve(SKILL);
    EvolveSettings settings =
        new EvolveSettings(
            List.of(trajectories.toString()),
            SKILL,
            Optional.of(readBase(base)),
            new RulesSettings(),
            Signals.BOTH,
            Consolidation.HIERARCHICAL,
            1,
            MergeConfig.DEFAULT_FAN_IN,
            ConsolidationPolicy.DEFAULT_MIN_SUPPORT,
            AnalystConfig.defaults().maxInFlight(),
            Optional.empty(),
            ImportFormat.AUTO);
    return new EvolveSession(spec.commandLine(), output)
        .run(settings, new OutputPlan(out, SKILL, Optional.of(base), false), System.in);
  }

  private SkillDirectory readBase(Path base) {
    try {
      return SkillDirectoryReader.read(base);
    } catch (SkillDirectoryException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
