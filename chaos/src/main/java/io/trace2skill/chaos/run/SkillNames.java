// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Names of skills: at each time one for every partition, so that all tasks of the merge stream have
 * work, and new ones after a while, so that no skill grows without end. Thread-safe.
 */
final class SkillNames {

  private static final int TRAJECTORIES_OF_A_SKILL = 80;

  private final int partitions;
  private final Map<Integer, String> names = new ConcurrentHashMap<>();

  SkillNames(int partitions) {
    this.partitions = partitions;
  }

  /** Returns the skill of a trajectory. */
  String of(int trajectory) {
    int partition = trajectory % partitions;
    int generation = trajectory / partitions / TRAJECTORIES_OF_A_SKILL;
    return names.computeIfAbsent(
        generation * partitions + partition, number -> name(generation, partition));
  }

  /** Returns all names so far. */
  Set<String> all() {
    return new TreeSet<>(names.values());
  }

  private String name(int generation, int partition) {
    for (int i = 0; ; i++) {
      String name = "skill-" + generation + "-" + i;
      if (BuiltInPartitioner.partitionForKey(name.getBytes(UTF_8), partitions) == partition) {
        return name;
      }
    }
  }
}
