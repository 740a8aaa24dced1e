// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trace2skill history}. */
@Command(
    name = "history",
    description = "Lists all versions of a skill, the oldest first.",
    sortOptions = false)
final class HistoryCommand implements Callable<Integer> {

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "SKILL", description = "Name of the skill.")
  private String skill = "";

  @Override
  public Integer call() throws IOException {
    try (Cluster cluster = options.open()) {
      SkillTopics topics = new SkillTopics(cluster);
      Collection<SkillSnapshot> versions = topics.versions(skill).values();
      boolean deleted = !topics.latest().containsKey(skill);
      ArrayNode json = JsonMapper.builder().build().createArrayNode();
      versions.forEach(version -> json.add(VersionText.json(version)));
      options.print(json, out -> print(versions, out));
      if (deleted) {
        options.tell("the skill is deleted; the next version will have the next number");
      }
      return 0;
    }
  }

  private static void print(Collection<SkillSnapshot> versions, PrintWriter out) {
    TextTable table =
        new TextTable(
            "VERSION",
            "PUBLISHED",
            "CAUSE",
            "PARENT",
            "TRAJECTORIES",
            "EDITS",
            "DROPPED",
            "DIGEST");
    versions.forEach(
        version ->
            table.row(
                Long.toString(version.getVersion()),
                VersionText.date(version),
                VersionText.cause(version),
                version.getParentVersion() == null ? "-" : version.getParentVersion().toString(),
                Integer.toString(version.getTrajectories().size()),
                Integer.toString(version.getEdits().size()),
                Integer.toString(version.getDropped().size()),
                VersionText.shortDigest(version)));
    table.print(out);
  }
}
