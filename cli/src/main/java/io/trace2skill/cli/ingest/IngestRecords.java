// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Makes the records of what was read for one skill. One thread only. */
public final class IngestRecords {

  private final Topics topics;
  private final String skill;
  private final Serializer<Trajectory> serializer;
  private final Set<String> otherSkills = new TreeSet<>();
  private long renamed;

  /**
   * @param skill what all trajectories count for
   */
  public IngestRecords(Topics topics, String skill, Serializer<Trajectory> serializer) {
    this.topics = topics;
    this.skill = skill;
    this.serializer = serializer;
  }

  /** Returns the record of a trajectory, which is keyed by its id and has the time of its end. */
  public ProducerRecord<String, byte[]> of(Trajectory read) {
    Trajectory trajectory = forSkill(read);
    String topic = topics.trajectories();
    Long timestamp =
        trajectory.getEndedAt() == null ? null : trajectory.getEndedAt().toEpochMilli();
    byte[] value = serializer.serialize(topic, trajectory);
    return new ProducerRecord<>(topic, null, timestamp, trajectory.getTrajectoryId(), value);
  }

  /** Returns the dead letter of what cannot be used. */
  public ProducerRecord<String, byte[]> of(Rejected rejected) {
    return new ProducerRecord<>(
        topics.deadLetters(),
        null,
        null,
        rejected.origin().toString(),
        rejected.raw().bytes(),
        rejected.deadLetter().headers());
  }

  private Trajectory forSkill(Trajectory trajectory) {
    if (trajectory.getSkill().equals(skill)) {
      return trajectory;
    }
    otherSkills.add(trajectory.getSkill());
    renamed++;
    return Trajectory.newBuilder(trajectory).setSkill(skill).build();
  }

  /** Returns what to tell about trajectories that name another skill; empty when none does. */
  public Optional<String> aboutOtherSkills() {
    return renamed == 0
        ? Optional.empty()
        : Optional.of(
            "%d trajectories name another skill (%s); --skill decides, so they count for %s"
                .formatted(
                    renamed,
                    otherSkills.stream().limit(3).collect(Collectors.joining(", ")),
                    skill));
  }
}
