// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Looks whether the schema registry answers and takes the schemas of this version. */
final class RegistryCheck {

  private static final String NAME = "schema registry";

  private RegistryCheck() {}

  static Check look(SchemaRegistry registry, Topics topics) {
    List<String> conflicts = new ArrayList<>();
    try {
      for (Map.Entry<String, Schema> value : values(topics).entrySet()) {
        String subject = registry.naming().subject(value.getKey(), value.getValue());
        Optional<String> conflict = registry.conflict(subject, value.getValue());
        conflict.ifPresent(why -> conflicts.add(subject + ": " + why));
      }
    } catch (RuntimeException e) {
      return Check.fail(
          NAME,
          Explained.of(e),
          "without it no record can be written, and none read after a start");
    }
    return conflicts.isEmpty()
        ? Check.ok(NAME, "it answers, and takes the schemas of this version")
        : Check.fail(
            NAME,
            "it has schemas that this version does not fit: " + String.join("; ", conflicts),
            "start a version that is compatible with what runs, or use another --topic-prefix");
  }

  private static Map<String, Schema> values(Topics topics) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(topics.trajectories(), Trajectory.getClassSchema());
    schemas.put(topics.patches(), AnalysisEvent.getClassSchema());
    schemas.put(topics.skillCommands(), SkillCommand.getClassSchema());
    schemas.put(topics.skillSnapshots(), SkillSnapshot.getClassSchema());
    schemas.put(topics.skillVersions(), SkillSnapshot.getClassSchema());
    return schemas;
  }
}
