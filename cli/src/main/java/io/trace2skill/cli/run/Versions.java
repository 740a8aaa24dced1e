// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.SkillSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Reads the versions that were published. */
final class Versions {

  private final LocalCluster cluster;

  Versions(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Returns the latest version that evolution made; a registered base alone is none.
   *
   * @param expected a version to wait for, because a window tells of its version before the
   *     transaction that publishes it is committed
   * @param alive checked while waiting
   */
  Optional<SkillSnapshot> latest(String skill, Optional<Long> expected, AliveCheck alive)
      throws ExecutionException {
    Map<Long, SkillSnapshot> versions = new HashMap<>();
    try (TopicReader<SkillSnapshot> reader = reader()) {
      reader.readToEnd(record -> collect(record.value(), skill, versions));
      while (expected.filter(version -> !versions.containsKey(version)).isPresent()) {
        alive.require();
        reader.poll(record -> collect(record.value(), skill, versions));
      }
    }
    return versions.keySet().stream()
        .max(Long::compare)
        .map(versions::get)
        .filter(snapshot -> snapshot.getWindow() != null);
  }

  private static void collect(
      @Nullable SkillSnapshot snapshot, String skill, Map<Long, SkillSnapshot> versions) {
    if (snapshot != null && snapshot.getSkill().equals(skill)) {
      versions.put(snapshot.getVersion(), snapshot);
    }
  }

  TopicReader<SkillSnapshot> reader() {
    return new TopicReader<>(
        cluster.clientSettings(),
        cluster.topics().skillVersions(),
        cluster.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer());
  }
}
