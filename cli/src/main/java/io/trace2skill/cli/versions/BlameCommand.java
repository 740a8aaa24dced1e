// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterException;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.history.Blame;
import io.trace2skill.skill.history.BlamedLine;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trace2skill blame}. */
@Command(
    name = "blame",
    description = {
      "Tells where each line of a skill comes from: the version that brought it, and the trajectories behind it.",
      "",
      "With --json also the edits."
    },
    sortOptions = false)
final class BlameCommand implements Callable<Integer> {

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(index = "0", paramLabel = "SKILL", description = "Name of the skill.")
  private String skill = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "One of its files, such as SKILL.md; else all of them.")
  private @Nullable String file;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Number of the version; else the latest.")
  private @Nullable Long number;

  @Override
  public Integer call() throws IOException {
    try (Cluster cluster = options.open()) {
      NavigableMap<Long, SkillSnapshot> versions = new SkillTopics(cluster).versions(skill);
      SkillSnapshot version =
          SkillTopics.version(versions, number == null ? versions.lastKey() : number);
      BlameText text = new BlameText(version, versions, chosen(blame(version, versions)));
      options.print(text.json(), text::print);
      return 0;
    }
  }

  private static SortedMap<String, List<BlamedLine>> blame(
      SkillSnapshot version, NavigableMap<Long, SkillSnapshot> versions) {
    return Blame.of(
        SkillRecords.toVersion(version),
        earlier -> Optional.ofNullable(versions.get(earlier)).map(SkillRecords::toVersion));
  }

  private SortedMap<String, List<BlamedLine>> chosen(SortedMap<String, List<BlamedLine>> all) {
    if (file == null) {
      return all;
    }
    List<BlamedLine> lines = all.get(file);
    if (lines == null) {
      throw new ClusterException(
          "the skill has no file '" + file + "'; it has: " + String.join(", ", all.keySet()));
    }
    SortedMap<String, List<BlamedLine>> one = new TreeMap<>();
    one.put(file, lines);
    return one;
  }
}
