// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.SkillSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the versions that were published. */
final class Versions {

  private final LocalCluster cluster;

  Versions(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** Returns the latest version that evolution made; a registered base alone is none. */
  Optional<SkillSnapshot> latest(String skill) {
    Map<Long, SkillSnapshot> versions = new HashMap<>();
    try (TopicReader<SkillSnapshot> reader = reader()) {
      reader.readToEnd(
          record -> {
            if (record.value() != null && record.value().getSkill().equals(skill)) {
              versions.put(record.value().getVersion(), record.value());
            }
          });
    }
    return versions.keySet().stream()
        .max(Long::compare)
        .map(versions::get)
        .filter(snapshot -> snapshot.getWindow() != null);
  }

  TopicReader<SkillSnapshot> reader() {
    return new TopicReader<>(
        cluster.clientSettings(),
        cluster.topics().skillVersions(),
        cluster.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer());
  }
}
