// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trace2skill skills}. */
@Command(
    name = "skills",
    description = "Lists the skills with their latest versions.",
    sortOptions = false)
final class SkillsCommand implements Callable<Integer> {

  @Mixin private CommonOptions options = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    try (Cluster cluster = options.open()) {
      SkillTopics topics = new SkillTopics(cluster);
      Collection<SkillSnapshot> skills = topics.latest().values();
      Set<String> pinned = topics.pinned();
      options.print(json(skills, pinned), out -> print(skills, pinned, out));
      if (skills.isEmpty()) {
        options.tell("no skill was published yet");
      }
      return 0;
    }
  }

  private static ArrayNode json(Collection<SkillSnapshot> skills, Set<String> pinned) {
    ArrayNode array = JsonMapper.builder().build().createArrayNode();
    skills.forEach(
        skill ->
            array.add(VersionText.json(skill).put("pinned", pinned.contains(skill.getSkill()))));
    return array;
  }

  private static void print(Collection<SkillSnapshot> skills, Set<String> pinned, PrintWriter out) {
    TextTable table =
        new TextTable("SKILL", "VERSION", "PUBLISHED", "CAUSE", "TRAJECTORIES", "DIGEST", "");
    skills.forEach(
        skill ->
            table.row(
                skill.getSkill(),
                Long.toString(skill.getVersion()),
                VersionText.date(skill),
                VersionText.cause(skill),
                Integer.toString(skill.getTrajectories().size()),
                VersionText.shortDigest(skill),
                pinned.contains(skill.getSkill()) ? "pinned" : ""));
    table.print(out);
  }
}
