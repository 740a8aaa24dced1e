// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.skill.history.BlamedLine;
import io.trace2skill.skill.merge.SourcedEdit;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How {@code blame} tells where lines come from. */
final class BlameText {

  private static final int NAMED = 3;

  private final SkillSnapshot version;
  private final Map<Long, SkillSnapshot> versions;
  private final SortedMap<String, List<BlamedLine>> files;

  /**
   * @param versions those that lines may come from, by number
   */
  BlameText(
      SkillSnapshot version,
      Map<Long, SkillSnapshot> versions,
      SortedMap<String, List<BlamedLine>> files) {
    this.version = version;
    this.versions = versions;
    this.files = files;
  }

  void print(PrintWriter out) {
    files.forEach(
        (path, lines) -> {
          out.println(path);
          List<String> origins = lines.stream().map(this::origin).toList();
          int width = origins.stream().mapToInt(String::length).max().orElse(0);
          for (int i = 0; i < lines.size(); i++) {
            String padding = " ".repeat(width - origins.get(i).length());
            out.println((origins.get(i) + padding + " | " + lines.get(i).text()).stripTrailing());
          }
        });
  }

  /** Such as {@code 3 evolution: run-1, run-7, run-9 and 4 more}. */
  private String origin(BlamedLine line) {
    String from = line.version() + " " + cause(line);
    SortedSet<String> trajectories = line.trajectories();
    if (trajectories.isEmpty()) {
      return from;
    }
    String named = trajectories.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = trajectories.size() - NAMED;
    return from + ": " + named + (more > 0 ? " and " + more + " more" : "");
  }

  private String cause(BlamedLine line) {
    @Nullable SkillSnapshot origin = versions.get(line.version());
    return origin == null ? "" : VersionText.cause(origin);
  }

  ObjectNode json() {
    ObjectNode json =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("skill", version.getSkill())
            .put("version", version.getVersion());
    ObjectNode byFile = json.putObject("files");
    files.forEach(
        (path, lines) -> {
          var array = byFile.putArray(path);
          for (int i = 0; i < lines.size(); i++) {
            fill(array.addObject().put("line", i + 1), lines.get(i));
          }
        });
    return json;
  }

  private void fill(ObjectNode json, BlamedLine line) {
    json.put("text", line.text()).put("version", line.version()).put("cause", cause(line));
    line.edits().forEach(edit -> fill(json.withArray("/edits").addObject(), edit));
  }

  private static void fill(ObjectNode json, SourcedEdit edit) {
    json.put("file", edit.edit().file()).put("op", edit.edit().op().wireName());
    edit.edit()
        .ground()
        .ifPresent(ground -> json.put("ground", ground.kind() + ": " + ground.signature()));
    edit.support().forEach(trajectory -> json.withArray("/trajectories").add(trajectory));
  }
}
