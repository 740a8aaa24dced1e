// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.Trajectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Selects trajectories; their bytes stay as they are. */
final class TrajectorySelection implements Selection {

  private final String skill;
  private final TimeRange range;
  private final String target;
  private final Deserializer<Trajectory> trajectories;

  /**
   * @param target the evolution's topic of trajectories
   */
  TrajectorySelection(Live live, String skill, TimeRange range, String target) {
    this.skill = skill;
    this.range = range;
    this.target = target;
    this.trajectories = live.serde(Trajectory.class, Trajectory.getClassSchema()).deserializer();
  }

  @Override
  public Optional<Selected> select(ConsumerRecord<String, byte[]> record) {
    Trajectory trajectory = trajectories.deserialize(record.topic(), record.value());
    if (trajectory == null || !trajectory.getSkill().equals(skill)) {
      return Optional.empty();
    }
    Instant ended = trajectory.getEndedAt();
    long time = ended == null ? record.timestamp() : ended.toEpochMilli();
    if (time < 0 || !range.holds(Instant.ofEpochMilli(time))) {
      return Optional.empty();
    }
    String id = trajectory.getTrajectoryId();
    return Optional.of(
        new Selected(id, List.of(new ProducerRecord<>(target, null, time, id, record.value()))));
  }

  @Override
  public String trajectoryId(ConsumerRecord<String, byte[]> copy) {
    return copy.key();
  }
}
