// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.history.SkillDiff;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trace2skill diff}. */
@Command(
    name = "diff",
    description = "Shows what differs between two versions, as a unified diff.",
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(index = "0", paramLabel = "SKILL", description = "Name of the skill.")
  private String skill = "";

  @Parameters(index = "1", paramLabel = "A", description = "Number of the one version.")
  private long from;

  @Parameters(index = "2", paramLabel = "B", description = "Number of the other version.")
  private long to;

  @Override
  public Integer call() throws IOException {
    try (Cluster cluster = options.open()) {
      NavigableMap<Long, SkillSnapshot> versions = new SkillTopics(cluster).versions(skill);
      List<String> diff =
          SkillDiff.unified(
              SkillRecords.toDirectory(SkillTopics.version(versions, from).getFiles()),
              SkillRecords.toDirectory(SkillTopics.version(versions, to).getFiles()));
      ObjectNode json =
          JsonMapper.builder()
              .build()
              .createObjectNode()
              .put("skill", skill)
              .put("from", from)
              .put("to", to)
              .put("diff", String.join("\n", diff));
      options.print(json, out -> diff.forEach(out::println));
      return 0;
    }
  }
}
