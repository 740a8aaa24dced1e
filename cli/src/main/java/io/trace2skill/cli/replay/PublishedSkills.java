// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.SnapshotCause;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what was published of skills, by the live deployment or by an evolution. */
public final class PublishedSkills {

  private final Live live;
  private final Topics topics;
  private final Deserializer<SkillSnapshot> snapshots;

  /**
   * Creates a reader of the live deployment's skills.
   *
   * @param live the deployment
   */
  public PublishedSkills(Live live) {
    this(live, live.topics());
  }

  PublishedSkills(Live live, Topics topics) {
    this.live = live;
    this.topics = topics;
    this.snapshots = live.serde(SkillSnapshot.class, SkillSnapshot.getClassSchema()).deserializer();
  }

  /** Returns the latest version of the skill; empty when there is none. */
  public Optional<SkillSnapshot> latest(String skill) {
    Deque<SkillSnapshot> found = new ArrayDeque<>();
    try (TopicReader<String> reader =
        TopicReader.ofText(live.clientSettings(), List.of(topics.skillSnapshots()))) {
      reader.readToEnd(
          record -> {
            if (skill.equals(record.key())) {
              found.clear();
              if (record.value() != null) {
                found.add(snapshots.deserialize(record.topic(), record.value()));
              }
            }
          });
    }
    return Optional.ofNullable(found.peek());
  }

  /** Returns a version of the skill; empty when there is none of that number. */
  public Optional<SkillSnapshot> version(String skill, long number) {
    TreeMap<Long, SkillSnapshot> found = new TreeMap<>();
    String wanted = skill + "@" + number;
    try (TopicReader<String> reader =
        TopicReader.ofText(live.clientSettings(), List.of(topics.skillVersions()))) {
      reader.readToEnd(
          record -> {
            if (wanted.equals(record.key()) && record.value() != null) {
              found.put(number, snapshots.deserialize(record.topic(), record.value()));
            }
          });
    }
    return Optional.ofNullable(found.get(number));
  }

  /** Returns the base that the skill began with; empty when it was made from scratch. */
  public Optional<SkillSnapshot> firstBase(String skill) {
    return version(skill, 1).filter(first -> first.getCause() == SnapshotCause.BASE);
  }
}
