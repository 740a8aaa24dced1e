// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill topics}. */
@Command(
    name = "topics",
    description = {
      "Shows the topics of a deployment, what differs from how they should be, and what to do.",
      "",
      "Creates those that are missing when asked to. What exists is never altered."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:services can work with all topics",
      "  1:the cluster failed",
      "  2:the command line is wrong",
      "  3:a topic is missing or wrong"
    })
public final class TopicsCommand implements Callable<Integer> {

  private static final int NOT_USABLE = 3;
  private static final int MAX_PARTITIONS = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--create", description = "Creates the topics that are missing.")
  private boolean create;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of each topic. Default: what the topics have that exist, else "
              + TopicInspection.DEFAULT_PARTITIONS
              + ".")
  private @Nullable Integer partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description = "Replicas of what is created. Default: what the brokers choose.")
  private @Nullable Short replicas;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() throws InterruptedException {
    check();
    try (Cluster opened = cluster.open()) {
      TopicInspection inspection = new TopicInspection(opened);
      OptionalInt wanted = partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
      List<TopicReport> reports = inspection.look(wanted);
      if (create && reports.stream().anyMatch(TopicReport::isMissing)) {
        inspection.create(reports, Optional.ofNullable(replicas));
        reports = inspection.look(wanted);
      }
      print(reports);
      return reports.stream().allMatch(TopicReport::isUsable) ? 0 : NOT_USABLE;
    }
  }

  private void check() {
    if (partitions != null && (partitions < 1 || partitions > MAX_PARTITIONS)) {
      throw usage("--partitions must be from 1 to " + MAX_PARTITIONS + ": " + partitions);
    }
    if (replicas != null && !create) {
      throw usage("--replication-factor needs --create");
    }
    if (replicas != null && replicas < 1) {
      throw usage("--replication-factor must be at least 1: " + replicas);
    }
  }

  private void print(List<TopicReport> reports) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      reports.forEach(report -> all.add(report.toJson()));
      OperatorOptions.print(out, all);
      return;
    }
    new TopicTable(out).print(reports);
    out.flush();
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
