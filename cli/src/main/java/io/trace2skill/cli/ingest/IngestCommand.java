// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import static java.util.stream.Collectors.toMap;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.importer.ImportSettings;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterException;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.schemas.Topics;
import io.trace2skill.skill.SkillNames;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill ingest}. */
@Command(
    name = "ingest",
    description = {
      "Sends recorded trajectories to a cluster and returns when they are durable.",
      "",
      "A record that cannot be used is told, becomes a dead letter, and stops nothing. Running the"
          + " same ingest again is harmless: what was analysed within a week is not analysed again."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:all records are durable",
      "  1:the cluster failed; run the same command again",
      "  2:the command line is wrong",
      "  3:some records cannot be used; all others are durable"
    })
public final class IngestCommand implements Callable<Integer> {

  private static final int SOME_REJECTED = 3;
  private static final int FRAMING_BYTES =
      Topics.MAX_RECORD_BYTES - ImportSettings.DEFAULT_MAX_TRAJECTORY_BYTES;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--skill",
      required = true,
      paramLabel = "NAME",
      description =
          "The skill that they are evidence for: lower-case letters, digits and single hyphens."
              + " All count for it, also those that name another skill.")
  private String skill = "";

  @Option(
      names = "--format",
      defaultValue = "auto",
      paramLabel = "auto|openai|trace2skill",
      description = "How trajectories are written. Default: ${DEFAULT-VALUE}.")
  private String format = "";

  @Option(names = "--quiet", description = "No progress and no warnings.")
  private boolean quiet;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, directories (of these every .json, .jsonl and .ndjson file, at any depth), or -"
              + " for standard input.")
  private List<String> paths = new ArrayList<>();

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() {
    SkillNames.nameProblem(skill).ifPresent(problem -> fail("--skill: " + problem));
    ImportFormat written =
        ImportFormat.fromWireName(format)
            .orElseThrow(() -> usage("--format must be auto, openai or trace2skill: " + format));
    Inputs.of(paths, skill, written).problem().ifPresent(this::fail);
    try (Cluster opened = cluster.open()) {
      Inputs inputs = new Inputs(paths, skill, written, maxTrajectoryBytes(opened));
      PrintWriter err = spec.commandLine().getErr();
      IngestDisplay display = new IngestDisplay(err, quiet, System::nanoTime);
      IngestCounts counts = new IngestSession(opened, skill, display).run(inputs, System.in);
      tell(counts, opened.topics().trajectories());
      return counts.isClean() ? 0 : SOME_REJECTED;
    }
  }

  private void tell(IngestCounts counts, String topic) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      OperatorOptions.print(out, counts.toJson(skill, topic));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%,d trajectories of %s are durable in %s (%,d records read, %,d repeated)%n",
        counts.durable(),
        skill,
        topic,
        counts.read(),
        counts.duplicates());
    if (!counts.isClean()) {
      out.printf(
          Locale.ROOT,
          "%,d records cannot be used (%,d new dead letters, see 'trace2skill dead-letters"
              + " list')%n",
          counts.rejected() + counts.refused(),
          counts.letters());
    }
    out.flush();
  }

  /** What the topic does not take is refused here, where the line of the input can be told. */
  private static int maxTrajectoryBytes(Cluster cluster) {
    String topic = cluster.topics().trajectories();
    cluster.requireTopics(List.of(topic));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> settings =
        cluster.answer(cluster.admin().describeConfigs(List.of(resource)).all()).values().stream()
            .flatMap(config -> config.entries().stream())
            .filter(entry -> entry.value() != null)
            .collect(toMap(ConfigEntry::name, ConfigEntry::value));
    long most = Long.parseLong(settings.getOrDefault("max.message.bytes", "0")) - FRAMING_BYTES;
    if (most < FRAMING_BYTES) {
      throw new ClusterException(
          "topic %s takes records of %s bytes only; raise its max.message.bytes to %d"
              .formatted(topic, settings.get("max.message.bytes"), Topics.MAX_RECORD_BYTES));
    }
    return (int) Math.min(most, ImportSettings.DEFAULT_MAX_TRAJECTORY_BYTES);
  }

  private void fail(String complaint) {
    throw usage(complaint);
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
